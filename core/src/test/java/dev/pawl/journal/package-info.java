@NullMarked
package dev.pawl.journal;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.pawl;

import org.jspecify.annotations.NullMarked;

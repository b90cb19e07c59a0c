@NullMarked
package dev.pawl.labs;

import org.jspecify.annotations.NullMarked;

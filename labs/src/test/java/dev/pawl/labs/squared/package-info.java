@NullMarked
package dev.pawl.labs.squared;

import org.jspecify.annotations.NullMarked;

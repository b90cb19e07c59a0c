@NullMarked
package dev.pawl.labs.squared.writer;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.pawl.labs.squared.operators;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.pawl.labs.redqueen.operators;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.pawl.labs.redqueen;

import org.jspecify.annotations.NullMarked;

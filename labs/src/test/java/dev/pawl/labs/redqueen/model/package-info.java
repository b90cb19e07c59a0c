@NullMarked
package dev.pawl.labs.redqueen.model;

import org.jspecify.annotations.NullMarked;

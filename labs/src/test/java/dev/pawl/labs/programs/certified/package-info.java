@NullMarked
package dev.pawl.labs.programs.certified;

import org.jspecify.annotations.NullMarked;

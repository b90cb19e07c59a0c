@NullMarked
package dev.pawl.labs.programs.numbers;

import org.jspecify.annotations.NullMarked;

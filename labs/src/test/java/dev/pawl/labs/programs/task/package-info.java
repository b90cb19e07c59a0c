@NullMarked
package dev.pawl.labs.programs.task;

import org.jspecify.annotations.NullMarked;

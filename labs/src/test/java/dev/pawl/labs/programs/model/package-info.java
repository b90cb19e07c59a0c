@NullMarked
package dev.pawl.labs.programs.model;

import org.jspecify.annotations.NullMarked;

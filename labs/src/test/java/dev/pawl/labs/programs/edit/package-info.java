@NullMarked
package dev.pawl.labs.programs.edit;

import org.jspecify.annotations.NullMarked;

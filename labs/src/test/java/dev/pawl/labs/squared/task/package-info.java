@NullMarked
package dev.pawl.labs.squared.task;

import org.jspecify.annotations.NullMarked;

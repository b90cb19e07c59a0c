@NullMarked
package dev.pawl.labs.squared.model;

import org.jspecify.annotations.NullMarked;

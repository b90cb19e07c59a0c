@NullMarked
package dev.pawl.cli.model;

import org.jspecify.annotations.NullMarked;

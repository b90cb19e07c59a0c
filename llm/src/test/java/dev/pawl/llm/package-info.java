/// Tests.
@NullMarked
package dev.pawl.llm;

import org.jspecify.annotations.NullMarked;

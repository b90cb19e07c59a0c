/// Edits of Java programs that know the language: pieces of a program with their types and with
/// what is in scope, and operators that put such pieces in place of each other.
@NullMarked
package dev.pawl.labs.programs.edit;

import org.jspecify.annotations.NullMarked;

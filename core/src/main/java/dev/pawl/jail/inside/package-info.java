/// Programs that run inside the walls and are trusted with nothing: their class files are carried
/// in, one folder of them, so they use the JDK alone and not a class of Pawl outside this package.
@NullMarked
package dev.pawl.jail.inside;

import org.jspecify.annotations.NullMarked;

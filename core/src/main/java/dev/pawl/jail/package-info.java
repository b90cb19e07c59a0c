/// Where untrusted programs run. A [Jail] runs a [Job] inside walls that the operating system
/// keeps, watches its [Restrictions] from outside, kills everything inside when one is passed, and
/// only then reads what it left, distrustfully. What comes back is a [Ran]: data, whatever the
/// program did. [JavaCompiler], [JavaRunner] and [MeteredJava] do this for candidates in Java;
/// [JailAhead] builds walls before they are needed. [Doctor] attacks the walls of this machine and
/// says which hold.
@NullMarked
package dev.pawl.jail;

import org.jspecify.annotations.NullMarked;

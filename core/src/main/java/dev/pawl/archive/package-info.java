/// Where elites are kept and parents are drawn from. One contract, [dev.pawl.archive.Archive]; the
/// implementations differ in whom they keep and whom they prefer.
@NullMarked
package dev.pawl.archive;

import org.jspecify.annotations.NullMarked;

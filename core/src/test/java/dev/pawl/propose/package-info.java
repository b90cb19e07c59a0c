/// Portfolios in simulated searches.
@NullMarked
package dev.pawl.propose;

import org.jspecify.annotations.NullMarked;

/// The Digital Red Queen (Kumar et al. 2026, arXiv 2601.03335): Core War warriors that evolve
/// against all champions before them. A candidate is one file of canonical Redcode
/// ([dev.pawl.labs.redqueen.operators.RedcodeText]); `operators` writes new ones.
@NullMarked
package dev.pawl.labs.redqueen;

import org.jspecify.annotations.NullMarked;

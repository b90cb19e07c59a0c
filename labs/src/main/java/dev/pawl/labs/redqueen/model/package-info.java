/// A small language model as a proposer of warriors, and how it learns from what the run found
/// good. [dev.pawl.labs.redqueen.model.RedcodeTokens] is its alphabet,
/// [dev.pawl.labs.redqueen.model.Prompts] are the three things it is asked: to write a warrior, to
/// fill in a gap, and to cross two. The model starts with no human's warriors.
@NullMarked
package dev.pawl.labs.redqueen.model;

import org.jspecify.annotations.NullMarked;

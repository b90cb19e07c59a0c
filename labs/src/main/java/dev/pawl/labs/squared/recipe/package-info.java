/// The language of training recipes: architecture, data, objective, update rule and schedules as
/// text that people read and compare. It is parsed into typed formulas and nothing else; no text is
/// ever executed. Equal recipes have one canonical text, and so one id.
@NullMarked
package dev.pawl.labs.squared.recipe;

import org.jspecify.annotations.NullMarked;

/// A small language model that edits programs of any language: it is trained on what the run tried,
/// and fills a gap in a parent.
@NullMarked
package dev.pawl.labs.programs.model;

import org.jspecify.annotations.NullMarked;

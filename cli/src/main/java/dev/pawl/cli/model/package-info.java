/// What `pawl model` does, without its options: a model and how it came to be
/// ([dev.pawl.cli.model.Known]), a training that can be stopped and goes on
/// ([dev.pawl.cli.model.Apprenticeship]), what a model is worth, and its card. Training happens in
/// a process of its own; nothing here loads libtorch.
@NullMarked
package dev.pawl.cli.model;

import org.jspecify.annotations.NullMarked;

/// libtorch behind one class, [dev.pawl.lm.torch.Torch]: tensors, what can be done with them, their
/// gradients, and when their memory is freed. Nothing else in the project knows that it is
/// libtorch.
@NullMarked
package dev.pawl.lm.torch;

import org.jspecify.annotations.NullMarked;

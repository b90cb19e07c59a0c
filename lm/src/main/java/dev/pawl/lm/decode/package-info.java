/// Writing with a model, in plain Java: batches, KV cache, temperature, nucleus, grammar. What is
/// written depends on model, prompt and draw alone, not on the batch, the threads or the machine.
@NullMarked
package dev.pawl.lm.decode;

import org.jspecify.annotations.NullMarked;

/// Models as others read them: the layout of Hugging Face, and GGUF for llama.cpp. Both can be
/// imported too. [dev.pawl.lm.interop.Architecture] says which of their architectures a shape is.
@NullMarked
package dev.pawl.lm.interop;

import org.jspecify.annotations.NullMarked;

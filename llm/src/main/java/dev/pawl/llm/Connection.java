package dev.pawl.llm;

import java.util.Optional;

/// One model at one server.
interface Connection {

  /// The answer.
  ///
  /// @throws Trouble if there is none
  Reply send(Request request);

  /// An answer as it came.
  ///
  /// @param complete false if it was cut off at the most tokens
  /// @param model what the server calls itself
  /// @param usage empty if the server did not say, or said nonsense
  record Reply(String text, boolean complete, String model, Optional<Usage> usage) {}

  /// What the server counted.
  record Usage(long inputTokens, long outputTokens) {}
}

package dev.pawl.jail;

/// Programs of ours inside the walls that answer questions about a candidate.
sealed interface Asked extends AutoCloseable permits AskedOnce, Workers {

  /// Asks, and waits for the answer. It is untrusted.
  Reply ask(Bytes question) throws InterruptedException;

  Walls walls();

  @Override
  void close();
}

package dev.pawl.jail.inside;

/// A program that may not run here, and why.
final class Refusal extends Exception {

  Refusal(String reason) {
    super(reason);
  }
}

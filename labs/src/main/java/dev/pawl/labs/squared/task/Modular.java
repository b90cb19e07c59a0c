package dev.pawl.labs.squared.task;

import dev.pawl.Draw;

/// Addition modulo a number: triples `a b (a + b)`, one after the other.
public final class Modular implements Source {

  private final int modulus;

  /// @param modulus how many numbers there are
  public Modular(int modulus) {
    this.modulus = modulus;
  }

  @Override
  public String name() {
    return "modular-" + modulus;
  }

  @Override
  public int vocabulary() {
    return modulus;
  }

  @Override
  public boolean isExact() {
    return true;
  }

  @Override
  public int[] sample(Draw draw, int length) {
    int[] tokens = new int[length];
    for (int i = 0; i < length; i++) {
      tokens[i] = i % 3 == 2 ? (tokens[i - 2] + tokens[i - 1]) % modulus : draw.nextInt(modulus);
    }
    return tokens;
  }

  @Override
  public double nats(int[] tokens) {
    int free = 0;
    for (int i = 1; i < tokens.length; i++) {
      free += i % 3 == 2 ? 0 : 1;
    }
    return free * StrictMath.log(modulus);
  }
}

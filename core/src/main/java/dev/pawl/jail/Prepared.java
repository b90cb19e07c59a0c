package dev.pawl.jail;

import org.jspecify.annotations.Nullable;

/// Walls that stand, around a program that has not been given its input.
///
/// @param inmate the program
/// @param place its files
/// @param group its control group, if it has one
/// @param restrictions how much it may have
/// @param walls what they are made of
record Prepared(
    Inmate inmate,
    Workplace place,
    @Nullable ControlGroup group,
    Restrictions restrictions,
    Walls walls)
    implements AutoCloseable {

  /// Lets the program begin; it will wait for its input.
  void start() {
    inmate.start();
  }

  /// Gives it all of its input and watches it to its end; its time begins now.
  Ran run(Bytes input) throws InterruptedException {
    return inmate.watch(restrictions, input, walls);
  }

  @Override
  public void close() {
    try {
      inmate.close();
    } finally {
      release(place, group);
    }
  }

  static void release(Workplace place, @Nullable ControlGroup group) {
    try (place) {
      if (group != null) {
        group.kill();
        group.close();
      }
    }
  }
}

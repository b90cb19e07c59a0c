package dev.pawl.gate.split;

import dev.pawl.gate.split.Access.Denied;
import dev.pawl.gate.split.Access.Granted;
import java.util.regex.Pattern;

/// Tasks that do not exist until they are opened for a frozen candidate. Every opening is counted,
/// recorded with its purpose before it happens, and there is a most: each tells one bit, and enough
/// bits tell the tasks. An instance belongs to one thread.
public final class Sealed<T> {

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9.-]{0,63}");

  private final String name;
  private final RunSecret secret;
  private final TaskSource<T> tasks;
  private final Traps<T> traps;
  private final int openingsMax;
  private final Register<Opening> register;
  private int openings;

  /// @param name of these tasks, in lower case
  /// @param openingsMax how often they may be opened, over the whole life of the record
  public Sealed(
      String name,
      RunSecret secret,
      TaskSource<T> tasks,
      Traps<T> traps,
      int openingsMax,
      Register<Opening> register) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "sealed tasks are named '%s'; it must be lower-case letters, digits, dots and dashes"
              .formatted(name));
    }
    if (openingsMax < 1) {
      throw new IllegalArgumentException(
          "sealed tasks may be opened %d times; it must be 1 or more".formatted(openingsMax));
    }
    this.name = name;
    this.secret = secret;
    this.tasks = tasks;
    this.traps = traps;
    this.openingsMax = openingsMax;
    this.register = register;
  }

  /// Opens tasks for `frozen`, up to `tasksMax` of them besides traps.
  ///
  /// @throws IllegalStateException if the register puts the opening before the freezing
  public Access<T> open(Frozen frozen, Purpose purpose, int tasksMax) {
    if (tasksMax < 1) {
      throw new IllegalArgumentException(
          "asked to open %d tasks; it must be 1 or more".formatted(tasksMax));
    }
    if (openings >= openingsMax) {
      return new Denied<>(name, openings);
    }
    Opening opening =
        new Opening(
            name,
            openings + 1,
            purpose,
            frozen.candidate(),
            frozen.sequence(),
            tasksMax,
            secret.commitment());
    long sequence = register.record(opening);
    if (sequence <= frozen.sequence()) {
      throw new IllegalStateException(
          "the opening is record %d, the candidate was frozen by record %d; it must be later"
              .formatted(sequence, frozen.sequence()));
    }
    openings++;
    return new Granted<>(new Opened<>(opening, frozen, secret, tasks, traps));
  }

  /// Counts openings by another run with the same secret, such as the one that this is a fork of.
  ///
  /// @param total with those that are counted here already
  public void openedElsewhere(int total) {
    openings = Math.max(openings, total);
  }

  /// How often they have been opened.
  public int openings() {
    return openings;
  }
}

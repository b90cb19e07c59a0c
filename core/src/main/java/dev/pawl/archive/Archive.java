package dev.pawl.archive;

import dev.pawl.Draw;
import dev.pawl.Elite;
import java.util.List;
import java.util.Optional;

/// Elites, and how a parent is drawn from them. An archive is part of the fold of the journal: it
/// changes only through [#admit] and [#bred], it draws only from what it is given, and two archives
/// that were told the same hold and draw the same. Used by one thread.
public interface Archive {

  /// Admits `elite`, or refuses it.
  Admission admit(Elite elite);

  /// Tells the archive that the elite of `parentTicket` got a child, whatever became of it.
  default void bred(long parentTicket) {}

  /// A parent. Only for an archive that is not empty.
  Elite select(Draw draw);

  /// The value that a candidate with these traits must exceed to be admitted; negative infinity if
  /// any would be. The answer is for the archive as it is now; the returned function does not
  /// change when the archive does.
  dev.pawl.Problem.Incumbents incumbents();

  /// All elites, in an order that depends only on what was admitted.
  List<Elite> elites();

  /// How many there are.
  int size();

  /// The elite with the greatest value, the oldest of equals.
  default Optional<Elite> best() {
    Elite best = null;
    for (Elite elite : elites()) {
      if (best == null || elite.score().value() > best.score().value()) {
        best = elite;
      }
    }
    return Optional.ofNullable(best);
  }

  /// What [#admit] did.
  sealed interface Admission {

    /// Kept.
    ///
    /// @param place such as `cell 3,4` or `island 2`
    record Kept(String place) implements Admission {}

    /// Not kept: something at least as good is there.
    record NotKept() implements Admission {}
  }
}

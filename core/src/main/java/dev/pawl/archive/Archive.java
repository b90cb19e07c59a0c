package dev.pawl.archive;

import dev.pawl.Draw;
import dev.pawl.Elite;
import dev.pawl.Problem.Incumbents;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Elites, and how a parent is drawn from them. An archive is part of the fold of the journal: it
/// changes only through [#admit], [#bred] and [#clear], it draws only from what it is given, and
/// two archives that were told the same hold and draw the same. Used by one thread.
///
/// A ticket has the same place in the archive from its first question to its last: its parents come
/// from where its child will go, and [#incumbents] speaks of that place. That is why both take the
/// ticket; only [Islands] looks at it.
public interface Archive {

  /// By greater value, then by earlier ticket.
  Comparator<Elite> BEST_FIRST = (one, other) -> beats(one, other) ? -1 : beats(other, one) ? 1 : 0;

  /// Admits `elite`, or refuses it. No ticket is admitted twice.
  Admission admit(Elite elite);

  /// Tells the archive that the elite of `parentTicket` got a child, whatever became of it. A
  /// ticket that the archive does not hold, or no longer holds, changes nothing.
  default void bred(long parentTicket) {}

  /// Forgets everything: it is as it was when it was new.
  void clear();

  /// A parent for the candidate of `ticket`. Only for an archive that is not empty.
  Elite select(long ticket, Draw draw);

  /// The value that the candidate of `ticket` must exceed, given its traits, to be admitted:
  /// negative infinity if any would be. At or below it a candidate is never kept; above it, it is
  /// kept unless the archive says otherwise in its own description. The answer is for the archive
  /// as it is now; the returned function does not change when the archive does, and any thread may
  /// call it.
  Incumbents incumbents(long ticket);

  /// All elites as they are now, in an order that depends only on what the archive was told.
  List<Elite> elites();

  /// How many there are.
  int size();

  /// The elite with the greatest value, the one that came first of equals.
  default Optional<Elite> best() {
    Elite best = null;
    for (Elite elite : elites()) {
      if (best == null || beats(elite, best)) {
        best = elite;
      }
    }
    return Optional.ofNullable(best);
  }

  /// Whether `elite` has the greater value, or the same and the earlier ticket.
  static boolean beats(Elite elite, Elite other) {
    double value = elite.score().value();
    double otherValue = other.score().value();
    return value > otherValue || (value == otherValue && elite.ticket() < other.ticket());
  }

  /// What [#admit] did.
  sealed interface Admission {

    /// Kept.
    ///
    /// @param place such as `cell 3,4` or `island 2, cell 3,4`
    record Kept(String place) implements Admission {}

    /// Not kept: something at least as good is there.
    record NotKept() implements Admission {}
  }
}

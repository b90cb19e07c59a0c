package dev.pawl;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What somebody wants of a run while it goes on. The engine takes it in between two tickets, and
/// the journal keeps it where that was.
public sealed interface Order {

  /// The most characters of a note.
  int NOTE_CHARACTERS_MAX = 2_000;

  /// The most parents that an injected candidate may name.
  int PARENTS_MAX = 8;

  /// The greatest weight.
  double WEIGHT_MAX = 1_000;

  /// The most names that are weighed at once.
  int WEIGHTS_MAX = 100;

  /// `candidate` stays a parent, whatever the archive does with it.
  ///
  /// @param share the chance that a ticket's first parent is this one; above 0, at most 1
  record Pin(Hash candidate, double share) implements Order {
    public Pin {
      if (!(share > 0 && share <= 1)) {
        throw new IllegalArgumentException(
            "share is %s; it must be above 0 and at most 1".formatted(share));
      }
    }
  }

  /// `candidate` is no longer pinned.
  record Unpin(Hash candidate) implements Order {}

  /// `version` of the improver writes from the next round on, and no lessons are given.
  record PinVersion(Hash version) implements Order {}

  /// No version is pinned any longer: after the next round, lessons go on from the one that was.
  record UnpinVersion() implements Order {}

  /// `candidate` is never again a parent, and never handed out as champion.
  ///
  /// @param descendants whether that holds for all that come of it, too
  record Ban(Hash candidate, boolean descendants) implements Order {}

  /// A note for people, and for models that write candidates.
  ///
  /// @param candidate what it is about; [Hash#ZERO] for the whole run
  record Annotate(Hash candidate, String note) implements Order {
    public Annotate {
      atMost("the note", note, NOTE_CHARACTERS_MAX);
      if (note.isBlank()) {
        throw new IllegalArgumentException("the note is empty; it needs some words");
      }
    }
  }

  /// A candidate that somebody wrote is scored as the next ticket.
  ///
  /// @param candidate its canonical bytes are the blob with that hash
  /// @param parents what it was made from; may be empty
  record Inject(Hash candidate, List<Hash> parents) implements Order {
    public Inject {
      parents = List.copyOf(parents);
      if (parents.size() > PARENTS_MAX) {
        throw new IllegalArgumentException(
            "%d parents; the most is %d".formatted(parents.size(), PARENTS_MAX));
      }
    }
  }

  /// Proposers get other shares of the tickets than what was learned says: the chance of each is
  /// multiplied by its weight.
  ///
  /// @param weights by name of proposer, from 0 to [#WEIGHT_MAX]; who is not named keeps its own
  record Weigh(Map<String, Double> weights) implements Order {
    public Weigh {
      weights = Collections.unmodifiableMap(new TreeMap<>(weights));
      if (weights.isEmpty() || weights.size() > WEIGHTS_MAX) {
        throw new IllegalArgumentException(
            "%d weights; it must be 1 to %d".formatted(weights.size(), WEIGHTS_MAX));
      }
      for (double weight : weights.values()) {
        if (!(weight >= 0 && weight <= WEIGHT_MAX)) {
          throw new IllegalArgumentException(
              "weights are %s; each must be 0 to %s".formatted(weights, WEIGHT_MAX));
        }
      }
    }
  }

  /// @throws IllegalArgumentException if `text` is longer
  static void atMost(String what, String text, int charactersMax) {
    if (text.length() > charactersMax) {
      throw new IllegalArgumentException(
          "%s has %d characters; the most is %d".formatted(what, text.length(), charactersMax));
    }
  }
}

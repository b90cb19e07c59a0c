package dev.pawl.labs.redqueen.operators;

import dev.pawl.Draw;
import dev.pawl.Elite;
import dev.pawl.Proposer;
import dev.pawl.corewar.Settings;
import dev.pawl.corewar.Warrior;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An edit of warriors as a proposer: reads the parents, tries the edit a few times until a legal
/// program comes out that does something else than every parent, and writes it.
record Operator(String name, int parents, Settings settings, Grammar grammar, Edit edit)
    implements Proposer {

  private static final int TRIES = 8;

  /// A change. A pure function.
  @FunctionalInterface
  interface Edit {

    /// The changed program, or null if this draw leads nowhere. It may be too long; it may do the
    /// same as a parent.
    @Nullable Warrior apply(List<Warrior> parents, Draw draw);
  }

  @Override
  public Proposal propose(List<Elite> elites, Draw draw) {
    if (elites.size() < parents) {
      return new Proposal.Declined(
          "%s wants %d parents and got %d".formatted(name, parents, elites.size()));
    }
    List<Warrior> warriors = new ArrayList<>();
    for (Elite elite : elites.subList(0, parents)) {
      switch (RedcodeText.read(elite.candidate())) {
        case RedcodeText.Reading.Unreadable(String reason) -> {
          return new Proposal.Declined("parent of ticket %d: %s".formatted(elite.ticket(), reason));
        }
        case RedcodeText.Reading.Read(Warrior warrior) -> warriors.add(warrior);
      }
    }
    for (int i = 0; i < TRIES; i++) {
      Warrior child = edit.apply(warriors, draw);
      if (child != null && isLegal(child) && isNew(child, warriors)) {
        return new Proposal.Wrote(RedcodeText.candidate(child, settings));
      }
    }
    return new Proposal.Declined(
        "%s found no new program of 1 to %d instructions in %d tries"
            .formatted(name, settings.length(), TRIES));
  }

  private boolean isLegal(Warrior child) {
    return child.code().size() <= settings.length();
  }

  private boolean isNew(Warrior child, List<Warrior> warriors) {
    return warriors.stream().noneMatch(parent -> grammar.same(child, parent));
  }

  @Override
  public String toString() {
    return name;
  }
}

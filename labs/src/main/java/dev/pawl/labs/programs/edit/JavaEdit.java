package dev.pawl.labs.programs.edit;

import dev.pawl.Candidate;
import dev.pawl.Draw;
import dev.pawl.Elite;
import dev.pawl.Proposer;
import dev.pawl.labs.programs.Surface;
import java.util.List;

/// An edit as a proposer: tries it until the child compiles as well as the parent does, and differs
/// from it.
///
/// @param parents 1, or 2 where the second is the bank that code comes from
record JavaEdit(String name, int parents, Surface surface, Edit edit) implements Proposer {

  private static final int TRIES = 8;

  /// A change of the program.
  @FunctionalInterface
  interface Edit {

    /// The changes; none if this draw leads nowhere.
    ///
    /// @param own pieces of the program that is changed
    /// @param bank pieces that may come in
    List<Change> apply(Bank own, Bank bank, Draw draw);
  }

  @Override
  public Proposal propose(List<Elite> elites, Draw draw) {
    if (!JavaProgram.canRead()) {
      return new Proposal.Declined("this Java has no compiler; run Pawl on a JDK");
    }
    Candidate parent = elites.getFirst().candidate();
    JavaProgram program = JavaProgram.of(surface, parent);
    if (!program.parsed()) {
      return new Proposal.Declined("the parent is no Java: " + program.errors().getFirst());
    }
    Bank own = new Bank(program.pieces());
    Bank bank =
        parents == 1 ? own : new Bank(JavaProgram.of(surface, elites.get(1).candidate()).pieces());
    for (int i = 0; i < TRIES; i++) {
      List<Change> changes = edit.apply(own, bank, draw);
      if (changes.isEmpty()) {
        continue;
      }
      Candidate child = Change.apply(changes, parent);
      if (!child.equals(parent)) {
        JavaProgram checked = JavaProgram.check(child);
        if (checked.parsed() && checked.errors().size() <= program.errors().size()) {
          return new Proposal.Wrote(child);
        }
      }
    }
    return new Proposal.Declined(
        "%s found nothing that compiles in %d tries".formatted(name, TRIES));
  }

  @Override
  public String toString() {
    return name;
  }
}

package dev.pawl.labs.squared;

import dev.pawl.Proposer;
import dev.pawl.engine.Improver;
import dev.pawl.labs.squared.operators.Scope;
import dev.pawl.propose.Choice;
import dev.pawl.propose.Portfolio;
import java.util.List;

/// Who proposes recipes.
///
/// @param scope what they may change
/// @param proposers of the first rung
/// @param choice how tickets are divided among them
record Minds(Scope scope, List<Proposer> proposers, Choice choice) {

  Minds {
    proposers = List.copyOf(proposers);
  }

  /// A new improver, as it is before the first ticket.
  Improver improver() {
    return new Observing(new Portfolio(proposers, choice), scope);
  }
}

package dev.pawl.labs.programs.model;

import dev.pawl.Cost;
import dev.pawl.Draw;
import dev.pawl.Elite;
import dev.pawl.Proposer;
import dev.pawl.labs.programs.model.Infiller.Written;
import java.util.List;
import java.util.Optional;

/// The model as a proposer: it writes a part of its parent anew. A child that is the parent, or was
/// tried before, is no proposal.
///
/// @param infiller the version that was adopted last; empty before there is one
/// @param until the last ticket whose program is known
record ModelProposer(Optional<Infiller> infiller, Known known, long until) implements Proposer {

  static final String NAME = "model-edit";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public int parents() {
    return 1;
  }

  @Override
  public Cost costMax() {
    return infiller.map(each -> Cost.flops(each.flopsMax())).orElse(Cost.NONE);
  }

  @Override
  public Proposal propose(List<Elite> parents, Draw draw) {
    if (infiller.isEmpty()) {
      return new Proposal.Declined("there is no version of the model yet");
    }
    Written written = infiller.get().edit(parents.getFirst().candidate(), known, until, draw);
    Cost cost = Cost.flops(written.flops());
    return written
        .child()
        .<Proposal>map(child -> new Proposal.Wrote(child, cost))
        .orElseGet(() ->
            new Proposal.Declined(
                "%d tries of the model gave no legal program that is new"
                    .formatted(written.tries()),
                cost));
  }
}

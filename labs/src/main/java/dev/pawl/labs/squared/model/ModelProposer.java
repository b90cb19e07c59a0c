package dev.pawl.labs.squared.model;

import dev.pawl.Cost;
import dev.pawl.Draw;
import dev.pawl.Elite;
import dev.pawl.Hash;
import dev.pawl.Proposer;
import dev.pawl.labs.squared.model.Author.Written;
import dev.pawl.labs.squared.recipe.RecipeReader;
import dev.pawl.labs.squared.recipe.RecipeReader.Reading;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The model as a proposer: it writes a recipe, or one part of its parent.
///
/// @param edits whether it changes a parent
/// @param author the version that was adopted last; empty before there is one
/// @param known what was tried when the ticket was issued
record ModelProposer(boolean edits, Optional<Author> author, Set<Hash> known) implements Proposer {

  @Override
  public String name() {
    return edits ? "model-edit" : "model";
  }

  @Override
  public int parents() {
    return edits ? 1 : 0;
  }

  @Override
  public Cost costMax() {
    return author.map(a -> Cost.flops(a.flopsMax())).orElse(Cost.NONE);
  }

  @Override
  public Proposal propose(List<Elite> parents, Draw draw) {
    if (author.isEmpty()) {
      return new Proposal.Declined("there is no version of the model yet");
    }
    Written written;
    if (edits) {
      switch (RecipeReader.read(parents.getFirst().candidate())) {
        case Reading.Read(var parent) -> written = author.get().edit(parent, known, draw);
        case Reading.Unreadable unreadable -> {
          return new Proposal.Declined("the parent is no recipe: " + unreadable.reason());
        }
      }
    } else {
      written = author.get().write(known, draw);
    }
    Cost cost = Cost.flops(written.flops());
    return written
        .recipe()
        .<Proposal>map(recipe -> new Proposal.Wrote(recipe.candidate(), cost))
        .orElseGet(() ->
            new Proposal.Declined(
                "%d tries of the model gave no legal recipe that is new".formatted(written.tries()),
                cost));
  }
}

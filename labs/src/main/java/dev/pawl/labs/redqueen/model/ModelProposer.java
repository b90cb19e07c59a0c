package dev.pawl.labs.redqueen.model;

import dev.pawl.Cost;
import dev.pawl.Draw;
import dev.pawl.Elite;
import dev.pawl.Proposer;
import dev.pawl.corewar.Settings;
import dev.pawl.corewar.Warrior;
import dev.pawl.labs.redqueen.model.Writer.Written;
import dev.pawl.labs.redqueen.operators.RedcodeText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The model as a proposer, with the version that was adopted last. It is asked for the best class;
/// an answer that does the same as a parent is no answer.
record ModelProposer(Task task, Settings settings, Supplier<@Nullable Writer> current)
    implements Proposer {

  /// What the model is asked for.
  enum Task {
    /// A warrior from nothing.
    WRITE,
    /// A parent with a part written anew.
    EDIT,
    /// A child of two parents.
    CROSS
  }

  /// A proposer for each task.
  static List<Proposer> all(Settings settings, Supplier<@Nullable Writer> current) {
    List<Proposer> all = new ArrayList<>();
    for (Task task : Task.values()) {
      all.add(new ModelProposer(task, settings, current));
    }
    return all;
  }

  @Override
  public String name() {
    return "model-" + task.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public int parents() {
    return task.ordinal();
  }

  @Override
  public Cost costMax() {
    Writer writer = current.get();
    return writer == null ? Cost.NONE : Cost.flops(writer.flopsMax());
  }

  @Override
  public Proposal propose(List<Elite> parents, Draw draw) {
    Writer writer = current.get();
    if (writer == null) {
      return new Proposal.Declined("there is no version of the model yet");
    }
    if (parents.size() < parents()) {
      return new Proposal.Declined(
          "%s wants %d parents and got %d".formatted(name(), parents(), parents.size()));
    }
    List<Warrior> warriors = new ArrayList<>();
    for (Elite parent : parents.subList(0, parents())) {
      switch (RedcodeText.read(parent.candidate())) {
        case RedcodeText.Reading.Read(Warrior warrior) -> warriors.add(warrior);
        case RedcodeText.Reading.Unreadable(String reason) -> {
          return new Proposal.Declined(
              "parent of ticket %d: %s".formatted(parent.ticket(), reason));
        }
      }
    }
    Written written =
        switch (task) {
          case WRITE -> writer.write(draw);
          case EDIT -> writer.edit(warriors.get(0), draw);
          case CROSS -> writer.cross(warriors.get(0), warriors.get(1), draw);
        };
    Cost cost = Cost.flops(written.flops());
    return written
        .warrior()
        .<Proposal>map(child -> new Proposal.Wrote(RedcodeText.candidate(child, settings), cost))
        .orElseGet(() -> new Proposal.Declined(declined(), cost));
  }

  private String declined() {
    return task == Task.WRITE
        ? name() + " wrote no whole instruction"
        : "%s only copied what it was shown, in %d tries".formatted(name(), Writer.TRIES);
  }

  @Override
  public String toString() {
    return name();
  }
}

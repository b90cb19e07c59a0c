package dev.pawl.propose;

import dev.pawl.Proposer;
import dev.pawl.study.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The section `proposers` of a study: which proposers of a lab take part, and how tickets are
/// divided among them.
public final class Proposers {

  private final Section section;
  private final String choice;
  private final List<String> only;

  private Proposers(Section section) {
    this.section = section;
    this.choice =
        section.oneOf("choice", "adaptive", List.of("adaptive", "thompson", "uniform", "frozen"));
    this.only = section.texts("only", List.of());
  }

  /// Reads the section.
  public static Proposers of(Section section) {
    return new Proposers(section);
  }

  /// Those of `all` that take part.
  public List<Proposer> among(List<Proposer> all) {
    List<String> names = all.stream().map(Proposer::name).toList();
    for (String name : only) {
      if (!names.contains(name)) {
        section.problem("only", "names '%s'; the proposers are %s".formatted(name, names));
      }
    }
    List<Proposer> chosen =
        all.stream().filter(each -> only.isEmpty() || only.contains(each.name())).toList();
    return chosen.isEmpty() ? all : chosen;
  }

  /// How tickets are divided among `proposers`.
  public Choice choice(List<Proposer> proposers) {
    Section weights = section.section("weights");
    Map<String, Double> fixed = new TreeMap<>();
    for (Proposer proposer : proposers) {
      if (choice.equals("frozen")) {
        fixed.put(proposer.name(), weights.decimal(proposer.name(), 1, 0, 1e6));
      }
    }
    List<String> unused = new ArrayList<>(weights.keys());
    unused.removeAll(fixed.keySet());
    if (!unused.isEmpty() && !choice.equals("frozen")) {
      section.problem("weights", "are only for choice: frozen; here it is " + choice);
      unused.forEach(weights::has);
    }
    return switch (choice) {
      case "uniform" -> new Choice.Uniform();
      case "thompson" -> Choice.thompson();
      case "frozen" -> new Choice.Frozen(fixed);
      default -> Choice.adaptive();
    };
  }
}

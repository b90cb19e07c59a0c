package dev.pawl.labs.redqueen.model;

import dev.pawl.Draw;
import dev.pawl.Proposer;
import dev.pawl.propose.Choice;
import dev.pawl.propose.Portfolio;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/// Divides tickets among the model's proposers and the operators. The model gets a fixed share of
/// the tickets, so that it has its chance also while it is the worse of the two; each side divides
/// what it gets by the study's choice. With share 0 there is one side, and the choice alone
/// decides. Until there is a version, all tickets are the operators'.
final class Desk {

  private final double share;
  private final Optional<Portfolio> model;
  private final Optional<Portfolio> operators;
  private final Portfolio everybody;
  private final List<String> modelNames;

  /// @param proposers at least one
  Desk(List<Proposer> proposers, Choice choice, double share) {
    this.share = share;
    everybody = new Portfolio(proposers, choice);
    model = some(proposers, choice, ModelProposer.class::isInstance);
    operators = some(proposers, choice, each -> !(each instanceof ModelProposer));
    modelNames =
        proposers.stream().filter(ModelProposer.class::isInstance).map(Proposer::name).toList();
  }

  private static Optional<Portfolio> some(
      List<Proposer> all, Choice choice, Predicate<Proposer> wanted) {
    List<Proposer> some = all.stream().filter(wanted).toList();
    return some.isEmpty()
        ? Optional.empty()
        : Optional.of(new Portfolio(some, among(some, choice)));
  }

  /// The choice among fewer proposers: fixed weights are for those that there are.
  private static Choice among(List<Proposer> some, Choice choice) {
    if (!(choice instanceof Choice.Frozen(var weights))) {
      return choice;
    }
    Map<String, Double> fewer = new TreeMap<>();
    some.forEach(each -> fewer.put(each.name(), weights.getOrDefault(each.name(), 0.0)));
    boolean any = fewer.values().stream().anyMatch(weight -> weight > 0);
    return any ? new Choice.Frozen(fewer) : new Choice.Uniform();
  }

  boolean canChoose(int eliteCount, boolean hasVersion) {
    return sides(hasVersion).stream().anyMatch(side -> side.canChoose(eliteCount));
  }

  Proposer choose(Draw draw, int eliteCount, boolean hasVersion) {
    List<Portfolio> able =
        sides(hasVersion).stream().filter(side -> side.canChoose(eliteCount)).toList();
    boolean second = able.size() == 2 && draw.purpose("share").nextDouble() >= share;
    return able.get(second ? 1 : 0).choose(draw, eliteCount);
  }

  /// The model's side first.
  private List<Portfolio> sides(boolean hasVersion) {
    if (!hasVersion) {
      return List.of(operators.orElse(everybody));
    }
    return share == 0 || model.isEmpty() || operators.isEmpty()
        ? List.of(everybody)
        : List.of(model.get(), operators.get());
  }

  Set<String> names() {
    return everybody.names();
  }

  /// Each side weighs among its own; the model's share of the tickets stays what the study says.
  void weigh(Map<String, Double> weights) {
    everybody.weigh(weights);
    for (Portfolio side : List.of(model, operators).stream().flatMap(Optional::stream).toList()) {
      Map<String, Double> own = new TreeMap<>(weights);
      own.keySet().retainAll(side.names());
      side.weigh(own);
    }
  }

  void learn(String proposer, boolean kept) {
    everybody.learn(proposer, kept);
    (modelNames.contains(proposer) ? model : operators)
        .ifPresent(side -> side.learn(proposer, kept));
  }
}

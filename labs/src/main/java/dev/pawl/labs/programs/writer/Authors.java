package dev.pawl.labs.programs.writer;

import dev.pawl.Draw;
import dev.pawl.Order;
import dev.pawl.Proposer;
import dev.pawl.engine.Improver;
import dev.pawl.engine.Version;
import dev.pawl.propose.Portfolio;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The improver of a run with remote models: chooses whom to ask and how, learns from what came of
/// it, and takes notes after each round. A share of the tickets may go to proposers without a
/// model, and to them go all where no model can be asked.
final class Authors implements Improver {

  private final Writer.Setting setting;
  private final List<Arm> arms;
  private final Map<String, Integer> numbers = new HashMap<>();
  private final Bandit bandit;
  private final Memory memory = new Memory();
  private final Optional<Portfolio> others;
  private final double share;
  private final Optional<NoteTaking> noteTaking;
  private Notes notes = Notes.NONE;
  private @Nullable Double reward;

  /// @param others who write without a model
  /// @param share of the tickets for models
  Authors(
      Writer.Setting setting,
      List<Arm> arms,
      Bandit bandit,
      Optional<Portfolio> others,
      double share,
      Optional<NoteTaking> noteTaking) {
    this.setting = setting;
    this.arms = List.copyOf(arms);
    this.bandit = bandit;
    this.others = others;
    this.share = share;
    this.noteTaking = noteTaking;
    for (int i = 0; i < arms.size(); i++) {
      numbers.put(arms.get(i).name(), i);
    }
  }

  @Override
  public boolean canChoose(int eliteCount) {
    return !able(eliteCount).isEmpty() || others.filter(o -> o.canChoose(eliteCount)).isPresent();
  }

  @Override
  public Proposer choose(Draw draw, int eliteCount) {
    BitSet able = able(eliteCount);
    Optional<Portfolio> other = others.filter(o -> o.canChoose(eliteCount));
    boolean asksModel = draw.purpose("share").nextDouble() < share;
    if (other.isPresent() && (able.isEmpty() || !asksModel)) {
      return other.get().choose(draw.purpose("others"), eliteCount);
    }
    if (able.isEmpty()) {
      throw new IllegalStateException(
          "no way to ask a model works with %d elites: the task needs a seed that can be scored"
              .formatted(eliteCount));
    }
    List<Double> context = memory.context();
    Bandit.Choice choice = bandit.choose(draw.purpose("arm"), context, able);
    return new Writer(
        setting, arms.get(choice.arm()), choice.chance(), context, notes, memory.view());
  }

  /// The labels of the models, and the names of who writes without one.
  @Override
  public Set<String> weighable() {
    Set<String> names = new TreeSet<>();
    arms.forEach(arm -> names.add(arm.model().label()));
    others.ifPresent(portfolio -> names.addAll(portfolio.names()));
    return names;
  }

  @Override
  public void weigh(Map<String, Double> weights) {
    Map<String, Double> rest = new TreeMap<>(weights);
    others.ifPresent(portfolio -> rest.keySet().retainAll(portfolio.names()));
    others.ifPresent(portfolio -> portfolio.weigh(rest));
    weights.forEach(bandit::weigh);
  }

  @Override
  public void steered(Order order) {
    switch (order) {
      case Order.Annotate(var about, var note) -> memory.remark(about, note);
      case Order.Ban(var candidate, _) -> memory.ban(candidate);
      case Order.Pin _, Order.Unpin _, Order.Inject _, Order.Weigh _ -> {}
      case Order.PinVersion _, Order.UnpinVersion _ -> {}
    }
  }

  @Override
  public void observe(Trial trial) {
    reward = memory.observe(trial);
  }

  @Override
  public void learn(String proposer, boolean kept) {
    Double earned = reward;
    reward = null;
    if (earned == null) {
      memory.declined();
    }
    Integer arm = numbers.get(proposer);
    if (arm != null) {
      bandit.learn(arm, memory.context(), earned == null ? 0 : earned);
    } else {
      others.ifPresent(portfolio -> portfolio.learn(proposer, kept));
    }
  }

  @Override
  public Optional<Lesson> learn(int round, Watch watch) {
    return noteTaking.flatMap(
        taking -> taking.learn(round, memory.round(), notes, rewards(), watch));
  }

  @Override
  public void adopt(Version version) {
    Notes adopted = Notes.of(version);
    adopted
        .systems()
        .forEach((place, text) -> {
          if (!text.equals(notes.systems().get(place))) {
            bandit.forget(place);
          }
        });
    notes = adopted;
  }

  /// The mean reward that each usable system prompt is believed to bring.
  private Map<String, Double> rewards() {
    double[] estimates = bandit.estimates(memory.context());
    Map<String, double[]> sums = new TreeMap<>();
    for (int arm = 0; arm < estimates.length; arm++) {
      if (isUsable(arms.get(arm))) {
        double[] sum = sums.computeIfAbsent(arms.get(arm).system(), _ -> new double[2]);
        sum[0] += estimates[arm];
        sum[1]++;
      }
    }
    Map<String, Double> means = new TreeMap<>();
    sums.forEach((system, sum) -> means.put(system, sum[0] / sum[1]));
    return means;
  }

  private BitSet able(int eliteCount) {
    BitSet able = new BitSet();
    boolean failed = !memory.view().failures().isEmpty();
    for (int i = 0; i < arms.size(); i++) {
      Arm arm = arms.get(i);
      able.set(
          i, arm.parents() <= eliteCount && isUsable(arm) && (arm.kind() != Kind.FIX || failed));
    }
    return able;
  }

  /// Whether there is a text for its system prompt by now.
  private boolean isUsable(Arm arm) {
    return !Notes.SYSTEM_PLACES.contains(arm.system()) || notes.systems().containsKey(arm.system());
  }
}

package dev.pawl.gate;

import dev.pawl.gate.Observation.Pair;
import dev.pawl.gate.Triggers.Fired;
import dev.pawl.gate.Triggers.Trigger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/// Why a run has to pause for what happened on one hold-out: triggers of a generation, an alarm of
/// the self-check, an alarm about the gap between reported and sealed score. A pure function of
/// what it is told, so whoever reads the journal comes to the same pauses.
public final class Alarms {

  /// The chance that a self-check or a gap ever raises a false alarm.
  public static final double LEVEL = 0.01;

  /// A reason to pause.
  ///
  /// @param id by which it is acknowledged
  /// @param byTime whether it depends on times, which stand beside the chain
  public record Pause(String id, String reason, boolean byTime) {}

  private final String holdOut;
  private final Declared declared;
  private final List<Generation> generations = new ArrayList<>();
  private final SelfCheck selfCheck = new SelfCheck(LEVEL);
  private boolean biased;

  /// @param holdOut its name
  public Alarms(String holdOut, Declared declared) {
    this.holdOut = holdOut;
    this.declared = declared;
  }

  /// Counts a generation, and says what it fires.
  ///
  /// @param sealedScore from 0 to 1
  /// @param canaries that were sprung in it
  public List<Pause> generation(double gain, double sealedScore, int canaries, long millis) {
    int number = generations.size() + 1;
    double score = Math.clamp(sealedScore, 0, 1);
    generations.add(new Generation(number, gain, millis, score, 0, canaries));
    return declared.triggers().fired(generations).stream().map(this::pause).toList();
  }

  private Pause pause(Fired fired) {
    return new Pause(id(fired.trigger()), fired.why(), fired.trigger() == Trigger.SHRINKING_TIME);
  }

  /// The id that a pause has that is fired by the times of the last generation.
  public String idByTime() {
    return id(Trigger.SHRINKING_TIME);
  }

  private String id(Trigger trigger) {
    String name = trigger.name().toLowerCase(Locale.ROOT).replace('_', '-');
    return "%s-%s-%d".formatted(holdOut, name, generations.size());
  }

  /// Whether `attempt` is much worse on sealed tasks than was reported of it, where the study wants
  /// to pause for that.
  public List<Pause> gap(int attempt, OptionalDouble reported, List<Observation> observations) {
    double known = reported.orElse(-1);
    if (!declared.gapPauses() || !(known >= 0 && known <= 1)) {
      return List.of();
    }
    SealedGap gap = new SealedGap(known, declared.gapMax(), LEVEL);
    for (Observation observation : observations) {
      if (observation instanceof Pair pair) {
        gap.observe(score(pair.candidate()));
      }
    }
    Alarm alarm = gap.alarm();
    return alarm.raised()
        ? List.of(
            new Pause(
                "%s-gap-%d".formatted(holdOut, attempt),
                "attempt %d is worse on sealed tasks than reported by %s; declared was at most %s"
                    .formatted(attempt, alarm.mean(), declared.gapMax()),
                false))
        : List.of();
  }

  /// Whether the champion set against itself has shown that the harness favours one side, for the
  /// first time.
  ///
  /// @param pairs in which both sides were the champion, since the last time that this was asked
  public List<Pause> selfChecked(int attempt, List<Observation> pairs) {
    for (Observation observation : pairs) {
      if (observation instanceof Pair pair) {
        selfCheck.observe(pair);
      }
    }
    Alarm alarm = selfCheck.alarm();
    boolean isNew = alarm.raised() && !biased;
    biased = alarm.raised();
    return isNew
        ? List.of(
            new Pause(
                "%s-self-check-%d".formatted(holdOut, attempt),
                "the champion set against itself differs from itself by %s over %d tasks: no verdict on %s can be believed"
                    .formatted(alarm.mean(), alarm.tasks(), holdOut),
                false))
        : List.of();
  }

  /// How a side scored, as an average takes it.
  public static double score(Observation.Side side) {
    return side instanceof Observation.Side.Scored scored ? scored.score() : 0;
  }

  /// The mean score of the candidate over `observations`.
  public static double mean(List<Observation> observations) {
    return observations.stream()
        .filter(Pair.class::isInstance)
        .map(Pair.class::cast)
        .mapToDouble(pair -> score(pair.candidate()))
        .average()
        .orElse(0);
  }
}

package dev.pawl.labs.programs.task;

import dev.pawl.Candidate;
import dev.pawl.Draw;
import dev.pawl.Outcome;
import dev.pawl.jail.Ran;
import dev.pawl.labs.programs.Case;
import dev.pawl.labs.programs.EvaluatorException;
import dev.pawl.labs.programs.Trial;
import dev.pawl.labs.programs.Verdict.Worth;
import dev.pawl.labs.programs.task.Program.Ready;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A candidate beside the seed of its task, in turns, on the same input: it must print the same,
/// and is worth how much less CPU it takes, as a power of two.
///
/// - CPU is measured from outside, of all processes and threads of a run. A program cannot tell its
///   own time, and gains nothing by threads.
/// - Inputs are told by a seed of chance that is drawn for each pair, and a size. The size is
///   calibrated once, so that the seed takes `millis`; what a run of size 0 takes is taken off.
/// - Pairs begin with the candidate and with the seed in turns, so that a drift of the machine does
///   not favour one.
/// - The seed beside itself says what a difference by chance is: the noise.
/// - Who takes twice the seed's time in each of the first two pairs is given up.
///
/// @param seed of the task, which is what is compared with
/// @param arguments of a run; `{seed}` and `{size}` stand for the numbers
/// @param sizeMost beyond which it is not calibrated
/// @param millis of CPU that the seed should take
/// @param pairs of a trial
record Timed(
    Program program,
    Candidate seed,
    List<String> arguments,
    long sizeMost,
    int millis,
    int pairs,
    Calibrated calibrated)
    implements Assay {

  /// The most that can be gained or lost: a thousand times.
  static final double LOG2_MAX = 10;

  private static final int HOPELESS_PAIRS = 2;
  private static final double HOPELESS = -1;
  private static final int CALIBRATION_PAIRS = 5;

  Timed(
      Program program,
      Candidate seed,
      List<String> arguments,
      long sizeMost,
      int millis,
      int pairs) {
    this(program, seed, arguments, sizeMost, millis, pairs, new Calibrated());
  }

  /// What was found out before the first candidate, on this machine.
  ///
  /// @param size of the inputs
  /// @param overheadMillis that a run takes for nothing
  /// @param noise standard deviation of the seed beside itself, over pairs
  private record Scale(long size, double overheadMillis, double noise) {}

  /// A place for it.
  static final class Calibrated {
    private @Nullable Scale scale;
    private Ready.@Nullable Runs seed;
  }

  @Override
  public Result put(Candidate candidate, Trial trial) {
    return switch (program.ready(candidate)) {
      case Ready.Fails(Outcome outcome) -> new Result.Ended(outcome);
      case Ready.Runs runs -> race(runs, trial);
    };
  }

  private Result race(Ready.Runs candidate, Trial trial) {
    Ready.Runs reference = reference();
    Scale scale = scale(reference, trial);
    List<Double> gains = new ArrayList<>();
    for (int i = 0; i < pairs; i++) {
      Case what = input(trial.seed(), i, scale.size());
      boolean seedFirst = i % 2 == 0;
      Optional<Ran> before = seedFirst ? Optional.of(ofSeed(reference, what)) : Optional.empty();
      Ran ran = candidate.run(what).ran();
      Ran other = before.orElseGet(() -> ofSeed(reference, what));
      Optional<Outcome> failure = failure(ran, other, what);
      if (failure.isPresent()) {
        return new Result.Ended(failure.get());
      }
      gains.add(gain(millis(other, scale.overheadMillis()), millis(ran, scale.overheadMillis())));
      if (i + 1 == HOPELESS_PAIRS && gains.stream().allMatch(gain -> gain < HOPELESS)) {
        return new Result.Stopped(worth(gains, scale), "slower than half as fast, twice");
      }
    }
    return new Result.Judged(worth(gains, scale));
  }

  private static Optional<Outcome> failure(Ran ran, Ran other, Case what) {
    return Program.failure(ran, what)
        .or(() ->
            ran.stdout().equals(other.stdout())
                ? Optional.empty()
                : Optional.of(
                    new Outcome.Crashed(
                        "for %s it printed %s, and the seed %s"
                            .formatted(what.name(), brief(ran), brief(other)))));
  }

  private Worth worth(List<Double> gains, Scale scale) {
    double mean = gains.stream().mapToDouble(gain -> gain).average().orElse(0);
    String words =
        String.format(
            Locale.ROOT,
            "%.3f times as fast as the seed; chance moves one of %d pairs by %.1f %%",
            StrictMath.pow(2, mean),
            gains.size(),
            100 * (StrictMath.pow(2, scale.noise()) - 1));
    return new Worth(mean, new TreeMap<>(), new TreeMap<>(), gains, words);
  }

  /// The seed, made ready once.
  private Ready.Runs reference() {
    synchronized (calibrated) {
      Ready.Runs known = calibrated.seed;
      if (known == null) {
        known =
            switch (program.ready(seed)) {
              case Ready.Runs runs -> runs;
              case Ready.Fails(Outcome outcome) ->
                  throw new EvaluatorException("the seed does not run: " + outcome);
            };
        calibrated.seed = known;
      }
      return known;
    }
  }

  private Scale scale(Ready.Runs reference, Trial trial) {
    synchronized (calibrated) {
      Scale known = calibrated.scale;
      if (known == null) {
        known = calibrate(reference, trial.seed());
        calibrated.scale = known;
      }
      return known;
    }
  }

  private Scale calibrate(Ready.Runs reference, long chance) {
    List<Double> nothing = new ArrayList<>();
    for (int i = 0; i < CALIBRATION_PAIRS; i++) {
      nothing.add((double) ofSeed(reference, input(chance, i, 0)).use().cpuMillis());
    }
    double overhead = median(nothing);
    long size = 1;
    while (millis(ofSeed(reference, input(chance, 0, size)), overhead) < millis) {
      if (size > sizeMost / 2) {
        throw new EvaluatorException(
            "the seed takes less than %d ms of CPU (timed.millis) for size %d, and the next is beyond timed.size"
                .formatted(millis, size));
      }
      size *= 2;
    }
    List<Double> same = new ArrayList<>();
    for (int i = 0; i < CALIBRATION_PAIRS; i++) {
      Case what = input(chance, i, size);
      double one = millis(ofSeed(reference, what), overhead);
      same.add(gain(one, millis(ofSeed(reference, what), overhead)));
    }
    double squares = same.stream().mapToDouble(gain -> gain * gain).sum();
    return new Scale(size, overhead, Math.sqrt(squares / same.size()));
  }

  private Ran ofSeed(Ready.Runs reference, Case what) {
    Ran ran = reference.run(what).ran();
    Program.failure(ran, what)
        .ifPresent(outcome -> {
          throw new EvaluatorException("the seed failed: " + outcome);
        });
    return ran;
  }

  private Case input(long chance, int pair, long size) {
    long own = Draw.of(chance, pair, "pair").nextLong() & Trial.SEED_MAX;
    List<String> given =
        arguments.stream()
            .map(a -> a.replace("{seed}", "" + own).replace("{size}", "" + size))
            .toList();
    return new Case("seed %d, size %d".formatted(own, size), given, "", new TreeMap<>(), "");
  }

  /// At least one: clocks of control groups may count in such steps.
  private static double millis(Ran ran, double overhead) {
    return Math.max(1, ran.use().cpuMillis() - overhead);
  }

  private static double gain(double before, double after) {
    double gain = StrictMath.log(before / after) / StrictMath.log(2);
    return Math.clamp(gain, -LOG2_MAX, LOG2_MAX);
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().skip(values.size() / 2).findFirst().orElse(0.0);
  }

  private static String brief(Ran ran) {
    String text = ran.stdout().text().strip();
    return "'%s'".formatted(text.length() <= 60 ? text : text.substring(0, 60) + "…");
  }

  @Override
  public void close() {
    program.close();
  }
}

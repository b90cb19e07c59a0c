package dev.pawl.labs.programs.evolution;

import dev.pawl.Candidate;
import dev.pawl.Draw;
import dev.pawl.jail.Ran;
import dev.pawl.labs.programs.Case;
import dev.pawl.labs.programs.Evaluator;
import dev.pawl.labs.programs.Trial;
import dev.pawl.labs.programs.Verdict;
import dev.pawl.study.Section;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A task without a program: how near is the number after `x =` to a target?
public final class Target implements Evaluator {

  private static final Pattern X = Pattern.compile("x = (\\d{1,4})\\b");

  private final double target;
  private final double noise;

  public Target(Section options) {
    target = options.decimal("target", 50, 0, 1_000);
    noise = options.decimal("noise", 0, 0, 100);
  }

  @Override
  public Verdict judge(Trial trial, List<Case> cases, List<Ran> runs, Candidate candidate) {
    Matcher matcher = X.matcher(candidate.text());
    if (!matcher.find()) {
      return new Verdict.Invalid("there is no x");
    }
    double x = Double.parseDouble(matcher.group(1));
    double luck = noise * (Draw.of(trial.seed(), 0, trial.stage()).nextDouble() - 0.5);
    double near = Math.max(0, 1_000 - Math.abs(x - target)) + luck;
    double stage = trial.stage().equals("poor") ? near / 2 : near;
    return new Verdict.Worth(
        stage,
        new TreeMap<>(Map.of("near", stage, "small", x)),
        new TreeMap<>(Map.of("x", x)),
        List.of(),
        trial.split().word() + " " + trial.number());
  }
}

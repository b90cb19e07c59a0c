package dev.pawl.labs.redqueen.model;

import dev.pawl.labs.redqueen.model.Learning.Arm;
import dev.pawl.labs.redqueen.model.Learning.Squared;
import dev.pawl.lm.train.Recipe.Optimizer;
import dev.pawl.study.Section;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Reads the section `redqueen.model` of a study.
public final class LearningStudy {

  private LearningStudy() {}

  /// How the model learns; with the arm `none`, which is the default, there is none.
  public static Learning of(Section section) {
    int samples = section.integer("samples", 64, 0, 100_000);
    return new Learning(
        oneOf(section, "arm", Arm.NONE, Arm.values()),
        section.decimal("share", 0.5, 0, 1),
        oneOf(section, "numbers", NumberScheme.RECENT, NumberScheme.values()),
        section.longInteger("parameters", 200_000, 20_000, 100_000_000),
        section.integer("context", 256, 64, 8_192),
        new Sampling(
            section.decimal("temperature", 0.8, 0.01, 10), section.decimal("top-p", 0.99, 0.01, 1)),
        section.integer("tokens", 150_000, 1_000, 1_000_000_000),
        section.integer("batch", 16, 1, 1_024),
        oneOf(section, "optimizer", Optimizer.MUON, Optimizer.values()),
        section.decimal("learning-rate", 0.005, 1e-6, 1),
        section.decimal("replay", 0.7, 0, 1),
        section.decimal("best", Past.BEST, 0.001, 0.3),
        section.integer("pairs", 0, 0, 1_000_000),
        section.decimal("beta", 0.1, 0.001, 10),
        samples,
        section.integer("best-of", Math.max(1, samples), 1, 100_000),
        squared(section.section("squared")));
  }

  /// Empty without a share, which is the default.
  private static Optional<Squared> squared(Section section) {
    double share = section.decimal("share", 0, 0, 0.95);
    Squared squared =
        new Squared(
            share,
            section.integer("candidates", 4, 1, 1_000),
            section.decimal("tokens", 0.25, 0.01, 4),
            section.decimal("alpha", 0.1, 1e-9, 0.5),
            section.integer("futility", 3, 1, 1_000),
            section.integer("pairs", 16, 1, 1_000),
            section.decimal("unit", 0.02, 1e-6, 20),
            section.decimal("least", 0.5, 0, 100),
            section.integer("reversals", 2, 0, 100));
    return share == 0 ? Optional.empty() : Optional.of(squared);
  }

  private static <E extends Enum<E>> E oneOf(Section section, String key, E fallback, E[] all) {
    List<String> names = Arrays.stream(all).map(LearningStudy::name).toList();
    String found = section.oneOf(key, name(fallback), names);
    return all[names.indexOf(found)];
  }

  /// As in the code, in small letters and with dashes.
  private static String name(Enum<?> each) {
    return each.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}

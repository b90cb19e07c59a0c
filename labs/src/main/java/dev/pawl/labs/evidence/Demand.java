package dev.pawl.labs.evidence;

import dev.pawl.Cost;
import dev.pawl.engine.Improver.Lesson;
import dev.pawl.engine.Version;
import dev.pawl.lm.train.Trained;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import tools.jackson.databind.json.JsonMapper;

/// What is demanded of a version before it may propose: that the loss on what was held out does not
/// rise, and that it writes candidates, different ones, and new ones.
///
/// @param noun what candidates are, such as `programs`
/// @param legal the least share of samples that are such
/// @param novel the least share of those that are different and new
public record Demand(String noun, double legal, double novel) {

  private static final double DISTINCT_LEAST = 0.25;
  private static final double LOSS_RISE_MAX = 0.5;

  /// What a training came to; refused if it failed, or if its model does not meet this.
  ///
  /// @param how what the journal keeps of it
  /// @param asked what the model writes; not asked for if the training failed
  /// @param first ticket that it was learned from
  /// @param last of these tickets
  public Lesson lesson(
      Trained trained, Map<String, Object> how, Supplier<Evidence> asked, long first, long last) {
    Map<String, Object> recipe = new TreeMap<>(how);
    recipe.put("parameters", trained.model().shape().parameters());
    recipe.put("steps", trained.curve().size());
    Optional<String> refused = trained.ending().failure();
    long flops = trained.flops();
    if (refused.isEmpty()) {
      Evidence evidence = asked.get();
      recipe.putAll(evidence.numbers());
      refused = refusal(evidence, trained.lossBefore(), trained.lossAfter());
      flops += evidence.flops();
    }
    return new Lesson(
        new Version(trained.model().bytes()),
        JsonMapper.shared().writeValueAsString(recipe),
        first,
        last,
        trained.lossBefore(),
        trained.lossAfter(),
        Cost.flops(flops),
        refused);
  }

  /// Why the version may not propose; empty if it may.
  Optional<String> refusal(Evidence evidence, double lossBefore, double lossAfter) {
    if (!(lossAfter - lossBefore <= LOSS_RISE_MAX)) {
      return Optional.of(
          "the loss on held-out %s went from %.3f to %.3f; it may rise by %s"
              .formatted(noun, lossBefore, lossAfter, LOSS_RISE_MAX));
    }
    int written = evidence.legal();
    if (written < legal * evidence.samples()) {
      return Optional.of(
          "%d of %d samples are legal %s; the least is %.0f %%"
              .formatted(written, evidence.samples(), noun, 100 * legal));
    }
    if (evidence.distinct() < DISTINCT_LEAST * written) {
      return Optional.of(
          "only %d of %d %s differ; at least %.0f %% must"
              .formatted(evidence.distinct(), written, noun, 100 * DISTINCT_LEAST));
    }
    return evidence.novel() >= novel * written
        ? Optional.empty()
        : Optional.of(
            "only %d of %d %s are new; at least %.0f %% must be"
                .formatted(evidence.novel(), written, noun, 100 * novel));
  }
}

package dev.pawl.lm.train;

import dev.pawl.lm.Model;
import java.util.List;

/// What came of a [Job].
///
/// @param ending how it ended
/// @param model the trained model; the one that the job started with where it diverged or crashed
/// @param curve one entry for each step since the first, those before a checkpoint included
/// @param lossBefore on the held-out corpus, of the start model; NaN where it crashed before
/// @param lossAfter on the held-out corpus, of `model`
/// @param tokens read in this call, without padding
/// @param flops spent in this call, by formula: training, reference, teacher and held-out losses
public record Trained(
    Ending ending,
    Model model,
    List<Progress> curve,
    double lossBefore,
    double lossAfter,
    long tokens,
    long flops) {

  public Trained {
    curve = List.copyOf(curve);
  }
}

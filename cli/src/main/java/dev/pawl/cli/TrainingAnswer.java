package dev.pawl.cli;

import dev.pawl.cli.model.Amount;
import dev.pawl.cli.model.ModelFiles;
import dev.pawl.cli.model.ResumableTraining;
import dev.pawl.lm.train.Ending;
import dev.pawl.lm.train.Trained;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// What came of a training, as an answer.
final class TrainingAnswer {

  private TrainingAnswer() {}

  static Answer of(ResumableTraining training, Trained trained) {
    ModelFiles files = training.files();
    Map<String, Object> json = new LinkedHashMap<>();
    int step = trained.curve().isEmpty() ? 0 : trained.curve().getLast().step();
    json.put("ending", trained.ending().getClass().getSimpleName().toLowerCase(Locale.ROOT));
    json.put("parameters", training.job().start().shape().parameters());
    json.put("step", step);
    json.put("steps", training.job().recipe().steps());
    json.put("flops", training.flops(trained));
    return switch (trained.ending()) {
      case Ending.Done _ -> {
        json.put("model", files.model().toString());
        json.put("id", trained.model().id().toString());
        losses(json, trained);
        yield Answer.ok(json, done(files, training, trained));
      }
      case Ending.Stopped _ -> {
        json.put("checkpoint", files.checkpoint().toString());
        losses(json, trained);
        yield Answer.ok(
            json,
            "stopped after step %,d of %,d%n  checkpoint %s%n  go on      type the same command%n"
                .formatted(step, training.job().recipe().steps(), files.checkpoint()));
      }
      case Ending.Diverged(int at, String reason) -> {
        json.put("reason", reason);
        yield new Answer(
            Exit.NO,
            json,
            "diverged at step %,d: %s%nno model was written; try a lower --learning-rate%n"
                .formatted(at, reason));
      }
      case Ending.Crashed(String reason) -> {
        json.put("reason", reason);
        yield new Answer(
            Exit.INTERNAL,
            json,
            "the process that trained is gone: %s%nno model was written%n".formatted(reason));
      }
    };
  }

  private static void losses(Map<String, Object> json, Trained trained) {
    json.put("lossBefore", trained.lossBefore());
    json.put("lossAfter", trained.lossAfter());
    json.put("bitsBefore", trained.lossBefore() / Math.log(2));
    json.put("bitsAfter", trained.lossAfter() / Math.log(2));
  }

  private static String done(ModelFiles files, ResumableTraining training, Trained trained) {
    return """
    %s: %.3f bits a token on held-out text, %.3f before; %sFLOPs
      id         %s
      losses     %s
      let it     pawl model sample %s
      its card   pawl model card %s
    """
        .formatted(
            files.model(),
            trained.lossAfter() / Math.log(2),
            trained.lossBefore() / Math.log(2),
            Amount.brief(training.flops(trained)),
            trained.model().id(),
            files.plot(),
            files.model(),
            files.model());
  }
}

package dev.pawl.cli;

import dev.pawl.cli.model.Amount;
import dev.pawl.cli.model.Known;
import dev.pawl.cli.model.ModelFiles;
import dev.pawl.cli.model.ResumableTraining;
import dev.pawl.cli.model.TextCorpus;
import dev.pawl.cli.model.TrainingProgress;
import dev.pawl.cli.report.TrainingReport;
import dev.pawl.engine.Clock;
import dev.pawl.lm.ByteTokenizer;
import dev.pawl.lm.Model;
import dev.pawl.lm.Shape;
import dev.pawl.lm.torch.Torch.Processor;
import dev.pawl.lm.train.Corpus.Texts;
import dev.pawl.lm.train.Ending;
import dev.pawl.lm.train.Fresh;
import dev.pawl.lm.train.Job;
import dev.pawl.lm.train.Recipe;
import dev.pawl.lm.train.Trained;
import dev.pawl.lm.train.WorkerTrainer;
import dev.pawl.lm.train.WorkerTrainer.Launch;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@CommandLine.Command(
    name = "train",
    header = "Trains a small language model on files.",
    description = {
      "",
      "The model reads bytes. One piece of text in twenty is held out, and the loss on these is",
      "told before and after. Ctrl-C leaves a checkpoint beside the model; the same command goes",
      "on from it to the same bits. The same command on the same machine gives the same model.",
      ""
    },
    footer = {
      "",
      "  pawl model train docs/ --out docs.safetensors",
      "  pawl model train *.txt --parameters 1m --tokens 20m --out big.safetensors",
      "  pawl model train more.txt --from big.safetensors --out bigger.safetensors"
    })
final class ModelTrainCommand extends Command {

  private static final Duration SILENCE_MAX = Duration.ofMinutes(10);

  /// Beyond this, threads of small matrices wait for each other.
  private static final int THREADS_MAX = 4;

  @Parameters(
      paramLabel = "CORPUS",
      arity = "1..*",
      description = "Text files, or folders of them.")
  List<String> corpus = new ArrayList<>();

  @Option(
      names = {"--out", "-o"},
      required = true,
      order = 1,
      paramLabel = "MODEL",
      description = "The new model, a .safetensors file.")
  String out = "";

  @Option(
      names = "--parameters",
      order = 2,
      paramLabel = "N",
      description = "About how many, such as 300k or 1m. Default: 300k.")
  @Nullable String parameters;

  @Option(
      names = "--context",
      order = 3,
      paramLabel = "N",
      description = "The most tokens that it reads at once. Default: 256.")
  @Nullable Integer context;

  @Option(
      names = "--from",
      order = 4,
      paramLabel = "MODEL",
      description = "Go on with this model, which decides on both.")
  @Nullable String from;

  @Mixin RecipeOptions options = new RecipeOptions();

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Other threads, other sums, other bits. Default: up to 4, as there are cores.")
  int threads = Math.min(THREADS_MAX, Runtime.getRuntime().availableProcessors());

  @Mixin ModelPlace models = new ModelPlace();

  @Override
  Answer answer() throws IOException {
    ModelFiles files = new ModelFiles(Path.of(out));
    check(files);
    Optional<Known> start = Optional.ofNullable(from).map(models::find);
    start.ifPresent(ModelTrainCommand::checkTokenizer);
    int read = start.map(k -> k.model().shape().context()).orElse(context == null ? 256 : context);
    TextCorpus texts = TextCorpus.read(corpus.stream().map(Path::of).toList(), read);
    TextCorpus.Split split = texts.split();
    ResumableTraining training =
        new ResumableTraining(
            files,
            job(start, read, split),
            texts.json(),
            start.map(Known::lineage).orElse(List.of()));
    return train(training, texts.bytes());
  }

  private void check(ModelFiles files) {
    if (Files.exists(files.model())) {
      throw new Refusal(
          "%s is there already; choose another --out, or go on from it with --from"
              .formatted(files.model()));
    }
    Path folder = files.model().toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new Refusal("there is no folder %s for --out; make it first".formatted(folder));
    }
    if (threads < 1 || threads > 1024) {
      throw new Refusal("--threads is %d; it must be from 1 to 1024".formatted(threads));
    }
    if (from != null && (parameters != null || context != null)) {
      throw new Refusal("--from decides on --parameters and --context; leave them out");
    }
  }

  private static void checkTokenizer(Known start) {
    if (!start.model().tokenizer().equals(ByteTokenizer.NAME)) {
      throw new Refusal(
          "%s reads %s; on text files only models of %s can go on"
              .formatted(start.name(), start.model().tokenizer(), ByteTokenizer.NAME));
    }
  }

  private Job job(Optional<Known> start, int read, TextCorpus.Split split) {
    Texts trained = split.trained();
    Model begin = start.map(Known::model).orElseGet(() -> fresh(read));
    Recipe recipe =
        options.recipe(begin.shape().parameters(), trained.size(), TextCorpus.tokens(trained));
    return new Job(begin, recipe, trained, split.heldOut());
  }

  private Model fresh(int read) {
    long wanted =
        Amount.parse("--parameters", parameters == null ? "300k" : parameters, 20_000, 200_000_000);
    try {
      Shape shape = Shape.of(wanted, ByteTokenizer.VOCABULARY, read);
      return Fresh.model(shape, ByteTokenizer.NAME, options.seed);
    } catch (IllegalArgumentException e) {
      throw new Refusal("no such model: %s".formatted(e.getMessage()));
    }
  }

  private Answer train(ResumableTraining training, long bytes) throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    Shape shape = training.job().start().shape();
    err.printf(
        "%s: %,d parameters, %,d bytes of text, %,d steps; ctrl-C stops it, and nothing is lost%n",
        training.files().model(), shape.parameters(), bytes, training.job().recipe().steps());
    if (training.isBegun()) {
      err.printf("going on from %s%n", training.files().checkpoint());
    }
    err.flush();
    Launch launch = new Launch(Processor.CPU, threads, heapMebibytes(shape, bytes), SILENCE_MAX);
    try (Signals signals = new Signals();
        WorkerTrainer trainer = new WorkerTrainer(launch);
        TrainingProgress progress =
            new TrainingProgress(err, Clock.system(), Boolean.getBoolean("pawl.err.terminal"))) {
      Trained trained = training.run(trainer, progress, signals::received);
      if (!(trained.ending() instanceof Ending.Crashed)) {
        plot(training, trained);
      }
      return answer(training, trained);
    }
  }

  /// A token takes 4 bytes, more than once; so does a weight.
  private static int heapMebibytes(Shape shape, long bytes) {
    return (int) (512 + ((16 * bytes + 32 * shape.parameters()) >> 20));
  }

  private static void plot(ResumableTraining training, Trained trained) {
    Map<String, String> facts = new LinkedHashMap<>();
    Recipe recipe = training.job().recipe();
    facts.put("model", training.files().model().toString());
    facts.put("parameters", "%,d".formatted(training.job().start().shape().parameters()));
    facts.put("optimiser", recipe.optimizer() + ", " + recipe.schedule());
    facts.put("learning rate", Double.toString(recipe.learningRate()));
    facts.put("batch", Integer.toString(recipe.batch()));
    facts.put("seed", Long.toString(recipe.seed()));
    facts.put("FLOPs", Amount.brief(training.flops(trained)));
    TrainingReport.write(
        "Training of " + training.files().model().getFileName(),
        facts,
        trained,
        training.files().plot());
  }

  private Answer answer(ResumableTraining training, Trained trained) {
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
    %s: %.3f bits a byte on held-out text, %.3f before; %sFLOPs
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

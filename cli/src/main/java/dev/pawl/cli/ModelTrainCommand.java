package dev.pawl.cli;

import dev.pawl.cli.model.Amount;
import dev.pawl.cli.model.Known;
import dev.pawl.cli.model.ModelFiles;
import dev.pawl.cli.model.ResumableTraining;
import dev.pawl.cli.model.RunCorpus;
import dev.pawl.cli.model.TextCorpus;
import dev.pawl.cli.model.TrainingProgress;
import dev.pawl.cli.report.TrainingReport;
import dev.pawl.engine.Clock;
import dev.pawl.journal.Journal;
import dev.pawl.labs.redqueen.model.NumberScheme;
import dev.pawl.labs.redqueen.model.WarriorModel;
import dev.pawl.labs.redqueen.model.WarriorModel.Lessons;
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
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@CommandLine.Command(
    name = "train",
    header = "Trains a small language model on files, or on what a run found.",
    description = {
      "",
      "On files it reads bytes; on a run of the Red Queen it reads warriors, the good",
      "ones more often. One text in about twenty is held out, and the loss on these",
      "is told before and after. Ctrl-C leaves a checkpoint beside the model; the",
      "same command goes on from it to the same bits. The same command on the same",
      "machine gives the same model.",
      ""
    },
    footer = {
      "",
      "  pawl model train docs/ --out docs.safetensors",
      "  pawl model train a.txt b.txt --parameters 1m --out big.safetensors",
      "  pawl model train more.txt --from big.safetensors --out bigger.safetensors",
      "  pawl model train latest --out warriors.safetensors"
    })
final class ModelTrainCommand extends Command {

  private static final Duration SILENCE_MAX = Duration.ofMinutes(10);

  /// Beyond this, threads of small matrices wait for each other.
  private static final int THREADS_MAX = 4;

  /// So many texts of some 200 tokens can be drawn from a warrior before they are all alike.
  private static final long TOKENS_A_WARRIOR = 2000;

  @Parameters(
      paramLabel = "CORPUS",
      arity = "1..*",
      description = "Text files, or folders of them; or RUN, one run of the Red Queen.")
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

  @Option(
      names = "--numbers",
      order = 5,
      paramLabel = "NAME",
      defaultValue = "recent",
      description = "Of warriors, how: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  NumberScheme numbers = NumberScheme.RECENT;

  @Option(
      names = "--replay",
      order = 6,
      paramLabel = "X",
      defaultValue = "1",
      description = "Weight of a run's round beside the next. Default: ${DEFAULT-VALUE}.")
  double replay;

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
    Lecture lecture = isRun() ? onRun(start) : onFiles(start);
    ResumableTraining training =
        new ResumableTraining(
            files, lecture.job(), lecture.data(), start.map(Known::lineage).orElse(List.of()));
    return train(training, lecture);
  }

  /// What is to be learned.
  ///
  /// @param of it, in words
  /// @param bytes that it takes about
  private record Lecture(Job job, Map<String, Object> data, String of, long bytes) {}

  /// Whether the corpus is a run: a folder with a journal, or no path that is there.
  private boolean isRun() {
    Path first = Path.of(corpus.getFirst());
    return corpus.size() == 1
        && (new RunDirectory(first).exists() || !(Files.exists(first) || first.getNameCount() > 1));
  }

  private Lecture onFiles(Optional<Known> start) {
    start.ifPresent(known -> checkTokenizer(known, ByteTokenizer.NAME));
    int read = context(start);
    TextCorpus texts = TextCorpus.read(corpus.stream().map(Path::of).toList(), read);
    TextCorpus.Split split = texts.split();
    Model begin = start.map(Known::model).orElseGet(() -> freshOfBytes(read));
    Texts trained = split.trained();
    Recipe recipe =
        options.recipe(begin.shape().parameters(), trained.size(), TextCorpus.tokens(trained));
    return new Lecture(
        new Job(begin, recipe, trained, split.heldOut()),
        texts.json(),
        "%,d bytes of text".formatted(texts.bytes()),
        texts.bytes());
  }

  private Lecture onRun(Optional<Known> start) {
    RunCorpus run = run();
    WarriorModel kind = new WarriorModel(numbers, run.settings());
    start.ifPresent(known -> checkTokenizer(known, kind.tokenizer()));
    int read = context(start);
    Model begin =
        start.map(Known::model).orElseGet(() -> fresh(n -> kind.fresh(n, read, options.seed)));
    int tokens = options.tokens(begin.shape().parameters(), run.trials().size() * TOKENS_A_WARRIOR);
    Lessons lessons = run.lessons(kind, read, replay, tokens, options.seed);
    Texts trained = lessons.trained();
    Recipe recipe = options.once(trained.size());
    return new Lecture(
        new Job(begin, recipe, trained, lessons.heldOut()),
        run.json(lessons, replay),
        "%,d texts of %,d warriors".formatted(trained.size(), lessons.warriors()),
        4L * tokens);
  }

  private RunCorpus run() {
    RunDirectory directory = RunDirectory.find(Path.of(models.runs.folder), corpus.getFirst());
    try (Journal journal = RunArgument.journal(directory)) {
      return RunCorpus.read(directory.name(), journal);
    }
  }

  private int context(Optional<Known> start) {
    return start.map(k -> k.model().shape().context()).orElse(context == null ? 256 : context);
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
    if (!(replay >= 0 && replay <= 1)) {
      throw new Refusal("--replay is %s; it must be from 0 to 1".formatted(replay));
    }
    if (from != null && (parameters != null || context != null)) {
      throw new Refusal("--from decides on --parameters and --context; leave them out");
    }
  }

  private static void checkTokenizer(Known start, String wanted) {
    if (!start.model().tokenizer().equals(wanted)) {
      throw new Refusal(
          "%s reads %s; this corpus is %s, so only models of that can go on"
              .formatted(start.name(), start.model().tokenizer(), wanted));
    }
  }

  private Model freshOfBytes(int read) {
    return fresh(n ->
        Fresh.model(Shape.of(n, ByteTokenizer.VOCABULARY, read), ByteTokenizer.NAME, options.seed));
  }

  private Model fresh(LongFunction<Model> maker) {
    String wanted = parameters == null ? "300k" : parameters;
    long number = Amount.parse("--parameters", wanted, 20_000, 200_000_000);
    try {
      return maker.apply(number);
    } catch (IllegalArgumentException e) {
      throw new Refusal("no such model: %s".formatted(e.getMessage()));
    }
  }

  private Answer train(ResumableTraining training, Lecture lecture) throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    Shape shape = training.job().start().shape();
    err.printf(
        "%s: %,d parameters, %s, %,d steps; ctrl-C stops it, and nothing is lost%n",
        training.files().model(),
        shape.parameters(),
        lecture.of(),
        training.job().recipe().steps());
    if (training.isBegun()) {
      err.printf("going on from %s%n", training.files().checkpoint());
    }
    err.flush();
    Launch launch =
        new Launch(Processor.CPU, threads, heapMebibytes(shape, lecture.bytes()), SILENCE_MAX);
    try (Signals signals = new Signals();
        WorkerTrainer trainer = new WorkerTrainer(launch);
        TrainingProgress progress =
            new TrainingProgress(err, Clock.system(), Boolean.getBoolean("pawl.err.terminal"))) {
      Trained trained = training.run(trainer, progress, signals::received);
      if (!(trained.ending() instanceof Ending.Crashed)) {
        plot(training, trained);
      }
      return TrainingAnswer.of(training, trained);
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
}

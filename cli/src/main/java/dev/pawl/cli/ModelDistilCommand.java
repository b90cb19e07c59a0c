package dev.pawl.cli;

import dev.pawl.Draw;
import dev.pawl.Hash;
import dev.pawl.cli.model.Known;
import dev.pawl.cli.model.ModelFiles;
import dev.pawl.cli.model.Version;
import dev.pawl.corewar.Warrior;
import dev.pawl.corewar.hill.Duels;
import dev.pawl.corewar.hill.Generality;
import dev.pawl.corewar.hill.Hill;
import dev.pawl.labs.redqueen.model.Compression;
import dev.pawl.labs.redqueen.model.Compression.Compressed;
import dev.pawl.labs.redqueen.model.Sampling;
import dev.pawl.labs.redqueen.model.WarriorModel;
import dev.pawl.lm.Model;
import dev.pawl.lm.train.Ending;
import dev.pawl.lm.train.WorkerTrainer;
import dev.pawl.lm.train.WorkerTrainer.Launch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@CommandLine.Command(
    name = "distil",
    header = "Makes a model of a quarter of the size, from what a model writes.",
    description = {
      "",
      "The model writes warriors; those that hold their own on --chosen-on are kept,",
      "and the student learns the model's distribution over them. `pawl model eval`",
      "compares the two.",
      ""
    },
    footer = {
      "",
      "  pawl model distil latest --out small.safetensors",
      "  pawl model eval latest small.safetensors --hill house:select"
    })
final class ModelDistilCommand extends Command {

  private static final int TOKENS_SHOWN = 100;

  @Parameters(paramLabel = "MODEL", description = ModelPlace.WHAT)
  String name = "";

  @Option(
      names = {"--out", "-o"},
      required = true,
      paramLabel = "FILE",
      description = "Must not be there yet.")
  String out = "";

  @Option(
      names = "--chosen-on",
      paramLabel = "HILL",
      defaultValue = "house:search",
      description = "Where warriors must hold their own. Default: ${DEFAULT-VALUE}.")
  String chosenOn = "";

  @Option(
      names = "--at-least",
      paramLabel = "X",
      defaultValue = "0.4",
      description = "The part of it that they must defeat or tie. Default: ${DEFAULT-VALUE}.")
  double least;

  @Option(
      names = "--warriors",
      paramLabel = "N",
      defaultValue = "256",
      description = "How many the student learns from. Default: ${DEFAULT-VALUE}.")
  int warriors;

  @Option(
      names = "--tokens",
      paramLabel = "N",
      defaultValue = "200000",
      description = "How many it reads. Default: ${DEFAULT-VALUE}.")
  int tokens;

  @Option(names = "--seed", paramLabel = "S", defaultValue = "1", description = "Default: 1.")
  long seed;

  @Mixin ModelPlace models = new ModelPlace();

  @Override
  Answer answer() throws IOException {
    Path file = Path.of(out);
    if (Files.exists(file)) {
      throw new Refusal("%s is there already; choose another --out".formatted(file));
    }
    if (warriors < 2 || warriors > 100_000 || tokens < 1 || !(least >= 0 && least <= 1)) {
      throw new Refusal(
          "--warriors is %d, --tokens %d and --at-least %s; from 2 to 100,000, at least 1, and from 0 to 1 are possible"
              .formatted(warriors, tokens, least));
    }
    Known teacher = models.find(name);
    WarriorModel kind =
        WarriorModel.of(teacher.model().tokenizer())
            .orElseThrow(() ->
                new Refusal(
                    "%s writes %s; only models of warriors can be distilled"
                        .formatted(teacher.name(), teacher.model().tokenizer())));
    Compressed small = distil(teacher.model(), kind);
    if (!(small.trained().ending() instanceof Ending.Done)) {
      throw new Refusal("the student did not learn: %s".formatted(small.trained().ending()));
    }
    Model student = small.trained().model();
    new ModelFiles(file).write(student, List.of(version(teacher, small, student)));
    return answer(teacher, student, small);
  }

  private Compressed distil(Model teacher, WarriorModel kind) throws IOException {
    Hill hill = Warriors.hill(chosenOn, kind.settings());
    Duels duels = new Duels(kind.settings(), 4, seed, 1);
    Sampling sampling = new Sampling(1, 0.99);
    try (WorkerTrainer trainer = new WorkerTrainer(new Launch(1))) {
      return new Compression(kind, sampling, trainer)
          .compress(
              kind.writer(teacher, sampling),
              warrior -> holdsItsOwn(warrior, kind, hill, duels),
              warriors,
              tokens,
              Draw.of(seed, 0, "distil"));
    } catch (IllegalStateException e) {
      throw new Refusal("%s; try a lower --at-least".formatted(e.getMessage()));
    }
  }

  private boolean holdsItsOwn(Warrior warrior, WarriorModel kind, Hill hill, Duels duels) {
    return warrior.code().size() <= kind.settings().length()
        && Generality.of(warrior, hill, duels).defeatedOrTied() >= least;
  }

  private Version version(Known teacher, Compressed small, Model student) {
    Map<String, Object> recipe = new LinkedHashMap<>();
    recipe.put("objective", "distillation");
    recipe.put("teacher", teacher.model().id().toString());
    recipe.put("tokens", tokens);
    recipe.put("seed", seed);
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("warriors", small.warriors());
    data.put("written", small.asked());
    data.put("chosenOn", chosenOn);
    data.put("atLeast", least);
    return new Version(
        student.id(),
        Hash.ZERO,
        recipe,
        data,
        small.trained().lossBefore(),
        small.trained().lossAfter(),
        small.cost().flops(),
        Optional.empty(),
        List.of());
  }

  private Answer answer(Known teacher, Model student, Compressed small) {
    long before = teacher.model().shape().flops(TOKENS_SHOWN);
    long after = student.shape().flops(TOKENS_SHOWN);
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("teacher", teacher.name());
    json.put("out", out);
    json.put("id", student.id().toString());
    json.put("teacherParameters", teacher.model().shape().parameters());
    json.put("parameters", student.shape().parameters());
    json.put("warriors", small.warriors());
    json.put("written", small.asked());
    json.put("lossBefore", small.trained().lossBefore());
    json.put("lossAfter", small.trained().lossAfter());
    json.put("flops", small.cost().flops());
    json.put("teacherFlopsPer100Tokens", before);
    json.put("flopsPer100Tokens", after);
    return Answer.ok(
        json,
        """
        %s: %,d parameters, of %,d
          kept       %,d of %,d warriors that the model wrote
          loss       %.3f before, %.3f after
          sampling   %.3g FLOPs for 100 tokens, of %.3g
          cost       %.3g FLOPs
          compare    pawl model eval %s %s --hill house:select
        """
            .formatted(
                out,
                student.shape().parameters(),
                teacher.model().shape().parameters(),
                small.warriors(),
                small.asked(),
                small.trained().lossBefore(),
                small.trained().lossAfter(),
                (double) after,
                (double) before,
                (double) small.cost().flops(),
                teacher.name(),
                out));
  }
}

package dev.pawl.cli;

import dev.pawl.study.Setting;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@CommandLine.Command(
    header = "Lets the improver learn beside its controls and says whether it helped.",
    description = {
      "",
      "Runs every arm with every seed. full learns after each round, and improves",
      "the recipe that it learns by under a share of its compute; no-squared keeps",
      "the recipe of people; frozen learns after the first round only; sham from",
      "shuffled outcomes; random has operators and no model. One report draws",
      "capability against compute. Ctrl-C stops it; the same command with the same",
      "--out goes on.",
      ""
    })
final class AscendCommand extends Command {

  private static final String STUDY = "studies/ascent.yaml";

  @Parameters(
      arity = "0..1",
      paramLabel = "STUDY",
      description = "A study with a model. Default: " + STUDY + ".")
  @Nullable String study;

  @Option(
      names = "--arms",
      split = ",",
      paramLabel = "ARM,...",
      description = "Default: full,no-squared,frozen,sham,random.")
  List<String> arms = List.of("full", "no-squared", "frozen", "sham", "random");

  @Option(names = "--seeds", paramLabel = "N", description = "Seeds of each arm. Default: 5.")
  int seeds = 5;

  @Option(
      names = "--compute",
      paramLabel = "FLOPS",
      description = {
        "What each run may spend on proposing, scoring and learning; an instruction counts as 300",
        "FLOPs. Default: 1.8e12, a minute or two of one core; recipes need about 1e13."
      })
  double compute = 1.8e12;

  @Mixin ManyRuns many = new ManyRuns();

  @Override
  Answer answer() throws Exception {
    check();
    List<Setting> settings = new ArrayList<>(many.settings());
    settings.add(
        new Setting("--compute " + compute, "budget.compute", Long.toString((long) compute)));
    settings.add(new Setting("one thread a run", "threads", "1"));
    Path folder = many.folder("ascent");
    Ascent ascent =
        new Ascent(
            RunCommand.shipped(study, STUDY),
            arms,
            seeds,
            settings,
            folder,
            spec.commandLine().getErr());
    return ascent.answer(many.atOnce);
  }

  private void check() {
    many.check(seeds);
    if (!(compute >= 1 && compute <= 9e18)) {
      throw new Refusal("--compute is %s; it must be from 1 to 9e18".formatted(compute));
    }
    if (new TreeSet<>(arms).size() != arms.size()) {
      throw new Refusal("--arms names an arm twice: %s".formatted(String.join(",", arms)));
    }
  }
}

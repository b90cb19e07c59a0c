package dev.pawl.cli;

import dev.pawl.cli.Fleet.Member;
import dev.pawl.cli.report.CompareReport;
import dev.pawl.cli.report.CompareReport.Entrant;
import dev.pawl.cli.report.RunInput;
import dev.pawl.cli.report.Scale;
import dev.pawl.labs.Study;
import dev.pawl.labs.programs.writer.RemoteModels;
import dev.pawl.study.Setting;
import dev.pawl.study.StudyFile;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@CommandLine.Command(
    header = "Runs several studies, or variants of one, over seeds and says which is better.",
    description = {
      "",
      "Every study with every seed is a run of its own, with the same budget. The others are compared",
      "with the first, seed by seed. Ctrl-C stops it; the same command with the same --out goes on.",
      ""
    })
final class CompareCommand extends Command {

  @Parameters(
      arity = "0..*",
      paramLabel = "[NAME=]STUDY",
      description = "Study files, or folders of tasks, all of one problem.")
  List<String> studies = new ArrayList<>();

  @Option(
      names = "--vary",
      paramLabel = "KEY=VALUE,...",
      description = {
        "Variants of every study, such as proposers.choice=adaptive,uniform. Given several times: all",
        "combinations."
      })
  List<String> vary = new ArrayList<>();

  @Option(names = "--seeds", paramLabel = "N", description = "Seeds of each. Default: 6.")
  int seeds = 6;

  @Option(
      names = "--target",
      paramLabel = "X",
      description = "Also say how many seeds reached this value, and what that cost.")
  @Nullable Double target;

  @Option(
      names = "--cpu",
      paramLabel = "TIME",
      description = "Stop a run when its threads have used so much CPU time, such as 5m.")
  @Nullable String cpu;

  @Mixin TaskArgument task = new TaskArgument();

  @Mixin ModelOptions models = new ModelOptions();

  @Mixin RunOptions options = new RunOptions();

  @Mixin ManyRuns many = new ManyRuns();

  /// A study as it takes part.
  ///
  /// @param place where it is; null for the task that an option names
  private record Contender(String name, @Nullable String place, List<Setting> settings) {}

  @Override
  Answer answer() throws Exception {
    check();
    PrintWriter err = spec.commandLine().getErr();
    List<Contender> contenders = contenders();
    Map<String, Entry> entries = new LinkedHashMap<>();
    List<Member> members = new ArrayList<>();
    for (int seed = 1; seed <= seeds; seed++) { // by seeds: what there is can always be compared
      for (Contender contender : contenders) {
        Entry entry = new Entry(contender.name(), seed);
        entries.put(entry.run(), entry);
        members.add(new Member(entry.run(), more -> study(contender, entry.seed(), more)));
      }
    }
    admit(members, contenders.size(), err);
    Path folder = many.folder("compare");
    err.printf(
        "%s: %d studies, %d seeds, %d runs; ctrl-C stops it, and nothing is lost%n",
        folder, contenders.size(), seeds, members.size());
    return new Fleet(members, folder, err)
        .answer(
            many.atOnce,
            (inputs, html) ->
                CompareReport.write(entrants(inputs, entries, folder), scale(), goal(), html));
  }

  /// Which run is of whom.
  private record Entry(String contender, int seed) {
    String run() {
      return contender + "-" + seed;
    }
  }

  private void check() {
    many.check(seeds);
    if (target != null && !Double.isFinite(target)) {
      throw new Refusal("--target is %s; it must be a number".formatted(target));
    }
  }

  private List<Contender> contenders() {
    List<Variation> variations = Variation.of(vary);
    List<@Nullable String> places = new ArrayList<>(studies);
    if (places.isEmpty() && task.isTask(null)) {
      places.add(null);
    }
    List<Contender> contenders = new ArrayList<>();
    for (String given : places) {
      int equals = given == null || Files.exists(Path.of(given)) ? -1 : given.indexOf('=');
      String place = given == null ? null : given.substring(equals + 1);
      String name = given != null && equals > 0 ? given.substring(0, equals) : name(place);
      boolean tells = places.size() > 1 || vary.isEmpty();
      for (Variation variation : variations) {
        contenders.add(
            new Contender(
                Variation.join(tells ? Variation.folderName(name) : "", variation.name()),
                place,
                variation.settings()));
      }
    }
    if (contenders.size() < 2) {
      throw new Refusal(
          "there is nothing to compare with: name two studies, or vary one with --vary, such as --vary proposers.choice=adaptive,uniform");
    }
    List<String> names = contenders.stream().map(Contender::name).toList();
    if (new TreeSet<>(names).size() < names.size()) {
      throw new Refusal(
          "two of these have the same name: %s; write NAME=STUDY to tell studies apart"
              .formatted(String.join(", ", names)));
    }
    return contenders;
  }

  /// What a study is called unless it is given a name.
  private static String name(@Nullable String place) {
    Path file = place == null ? null : Path.of(place).toAbsolutePath().normalize().getFileName();
    return file == null ? "task" : file.toString().replaceFirst("\\.ya?ml$", "");
  }

  private Study study(Contender contender, int seed, List<Setting> more) {
    List<Setting> settings = new ArrayList<>();
    settings.add(new Setting("one thread a run", "threads", "1"));
    settings.addAll(many.settings());
    settings.addAll(options.settings());
    RunOptions.add(settings, "--cpu", "budget.cpu", cpu);
    models.addTo(settings);
    settings.addAll(contender.settings());
    settings.addAll(more);
    settings.add(new Setting("seed " + seed, "seed", Integer.toString(seed)));
    String place = contender.place();
    if (place == null || task.isTask(place)) {
      return Study.of(task.study(place, settings));
    }
    List<Setting> all = new ArrayList<>(task.settings());
    all.addAll(settings);
    return Study.of(StudyFile.read(Path.of(place), all));
  }

  /// Refuses what cannot run, before anything does.
  private static void admit(List<Member> members, int contenders, PrintWriter err) {
    TreeSet<String> labs = new TreeSet<>();
    for (Member member : members.subList(0, contenders)) {
      Study study = member.read();
      labs.add(study.lab().name());
      ModelAccess.check(study);
      Rehearsed.seed(study, err);
    }
    if (labs.size() > 1) {
      throw new Refusal(
          "these studies are of different labs, %s, whose values are different things"
              .formatted(String.join(" and ", labs)));
    }
  }

  /// Those that ran, study by study in the order in which they were named.
  private static List<Entrant> entrants(
      List<RunInput> inputs, Map<String, Entry> entries, Path folder) {
    List<Entrant> entrants = new ArrayList<>();
    for (RunInput input : inputs) {
      Entry entry = Optional.ofNullable(entries.get(input.name())).orElseThrow();
      Path cassette = folder.resolve(input.name()).resolve(RemoteModels.CASSETTE);
      entrants.add(new Entrant(entry.contender(), entry.seed(), input, cassette));
    }
    List<String> order = entries.values().stream().map(Entry::contender).distinct().toList();
    entrants.sort(Comparator.comparingInt(entrant -> order.indexOf(entrant.variant())));
    return entrants;
  }

  private OptionalDouble goal() {
    return target == null ? OptionalDouble.empty() : OptionalDouble.of(target);
  }

  /// In what the runs are equal: what they were given, evaluations before time before money.
  private Scale scale() {
    if (options.evaluations != null || options.instructions != null) {
      return Scale.EVALUATIONS;
    }
    if (cpu != null || options.minutes != null) {
      return Scale.CPU;
    }
    return options.dollars != null ? Scale.DOLLARS : Scale.EVALUATIONS;
  }
}

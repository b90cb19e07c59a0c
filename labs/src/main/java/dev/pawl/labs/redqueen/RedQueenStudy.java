package dev.pawl.labs.redqueen;

import dev.pawl.Hash;
import dev.pawl.Proposer;
import dev.pawl.corewar.Settings;
import dev.pawl.corewar.Warrior;
import dev.pawl.corewar.hill.Hill;
import dev.pawl.corewar.hill.Split;
import dev.pawl.corewar.redcode.Assembler;
import dev.pawl.corewar.redcode.Assembly;
import dev.pawl.engine.Lab;
import dev.pawl.labs.redqueen.RedQueen.Tuition;
import dev.pawl.labs.redqueen.model.Learning;
import dev.pawl.labs.redqueen.model.Learning.Arm;
import dev.pawl.labs.redqueen.model.LearningImprover;
import dev.pawl.labs.redqueen.model.LearningStudy;
import dev.pawl.labs.redqueen.operators.Operators;
import dev.pawl.labs.redqueen.operators.RedcodeText;
import dev.pawl.lm.train.WorkerTrainer;
import dev.pawl.lm.train.WorkerTrainer.Launch;
import dev.pawl.propose.Choice;
import dev.pawl.propose.Proposers;
import dev.pawl.study.Section;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Reads the section `redqueen` of a study. The defaults are the settings of the paper, but that
/// its first opponent is one of ours and its language model is our operators.
///
/// Warriors are named `house:search` or `house:select` (splits of the house hill), `house:NAME`
/// (one of its search split), or by the path of a `.red` file or a folder of such files.
public final class RedQueenStudy {

  private static final String HOUSE = "house";

  private RedQueenStudy() {}

  /// The lab that the section describes. Problems are kept in the section; then the lab is of no
  /// use.
  public static Lab lab(Section section, Proposers proposers, long seed) {
    Settings settings = settings(section.section("core"));
    boolean idioms = section.flag("idioms", true);
    String fresh = idioms ? "idiom" : "random";
    Options options =
        new Options(
            section.integer("rounds", 20, 1, 10_000),
            section.integer("tickets", 250, 1, 100_000_000),
            section.integer("history", 20, 0, 10_000),
            section.oneOf("format", "melee", List.of("melee", "duels")).equals("duels")
                ? Options.Format.DUELS
                : Options.Format.MELEE,
            section.integer("battles", 20, 1, 10_000),
            section.integer("fresh", 8, 0, 10_000),
            section.flag("race", true),
            settings,
            section.integer("longest", settings.length(), 1, settings.length()),
            warriors(section, "ancestors", List.of("house:tapper"), settings),
            section.flag("breed", true),
            warriors(section, "select", List.of("house:select"), settings),
            section.integer("select-battles", 20, 1, 10_000));
    Settings writing = options.writing();
    List<Proposer> all = idioms ? Operators.all(writing) : Operators.withoutIdioms(writing);
    checkRoom(section, options);
    checkLengths(section, "ancestors", options.ancestors(), settings.length());
    checkLengths(section, "select", options.select(), settings.length());
    Optional<Tuition> tuition = tuition(section.section("model"), settings);
    checkOpponents(section, options, tuition);
    List<Proposer> able = new ArrayList<>(all);
    if (tuition.isPresent() && tuition.get().learning().arm() != Arm.RANDOM) {
      able.addAll(LearningImprover.proposers(writing));
    }
    List<Proposer> chosen = proposers.among(able);
    Choice choice = proposers.choice(chosen);
    return new RedQueen(options, chosen, choice, named(all, fresh), tuition, seed);
  }

  private static Optional<Tuition> tuition(Section section, Settings settings) {
    Learning learning = LearningStudy.of(section);
    List<Warrior> chosenOn = warriors(section, "chosen-on", List.of(HOUSE + ":search"), settings);
    int threads =
        section.integer("threads", 1, 1, 64); // decides the journal: other sums, other bits
    return learning.arm() == Arm.NONE
        ? Optional.empty()
        : Optional.of(new Tuition(learning, new WorkerTrainer(new Launch(threads)), chosenOn));
  }

  private static Settings settings(Section core) {
    Settings standard = Settings.STANDARD;
    int size = core.integer("size", standard.coreSize(), 200, 1 << 16);
    int length = core.integer("length", standard.length(), 1, size);
    int distance = core.integer("distance", standard.distance(), 1, size);
    if (distance < length) {
      core.problem(
          "distance", "is %d; it must be at least the length, %d".formatted(distance, length));
      distance = length;
    }
    return Settings.of(
        size,
        core.integer("cycles", standard.cycles(), 1, 10_000_000),
        core.integer("processes", standard.processes(), 1, 1 << 16),
        length,
        distance);
  }

  private static void checkLengths(Section section, String key, List<Warrior> warriors, int most) {
    for (Warrior warrior : warriors) {
      if (warrior.code().size() > most) {
        section.problem(
            key,
            "has %s, with %d instructions; core.length allows %d (`longest` limits candidates alone)"
                .formatted(warrior.name(), warrior.code().size(), most));
      }
    }
  }

  private static void checkRoom(Section section, Options options) {
    int room = options.settings().coreSize() / options.settings().distance();
    if (options.ancestors().isEmpty()) {
      section.problem("ancestors", "are none; give at least one warrior to fight");
    } else if (options.contestantsMax() > room) {
      section.problem(
          "history",
          "leads to battles of %d warriors (1 candidate, %d ancestors, the rest champions); a core of %d has room for %d"
              .formatted(
                  options.contestantsMax(),
                  options.ancestors().size(),
                  options.settings().coreSize(),
                  room));
    }
  }

  /// The journal keeps a hash of all opponents, so that a run does not go on against others.
  private static void checkOpponents(Section section, Options options, Optional<Tuition> tuition) {
    StringBuilder text = new StringBuilder();
    List<List<Warrior>> sides = new ArrayList<>(List.of(options.ancestors(), options.select()));
    tuition.ifPresent(t -> sides.add(t.chosenOn()));
    for (List<Warrior> side : sides) {
      for (Warrior warrior : side) {
        text.append(warrior.pin()).append(RedcodeText.write(warrior, options.settings()));
      }
      text.append("--\n");
    }
    String now = Hash.of(text.toString()).toString();
    String given = section.text("opponents", now);
    if (!given.equals(now)) {
      section.problem(
          "opponents",
          "was %s, but the warriors that ancestors and select name have %s now: they were changed"
              .formatted(given, now));
    }
  }

  private static List<Warrior> warriors(
      Section section, String key, List<String> fallback, Settings settings) {
    List<Warrior> warriors = new ArrayList<>();
    for (String place : section.namesOrPaths(key, fallback, RedQueenStudy::isName)) {
      try {
        warriors.addAll(warriors(section, key, place, settings));
      } catch (IOException e) {
        section.problem(key, "names %s, which cannot be read: %s".formatted(place, e.getMessage()));
      }
    }
    return warriors;
  }

  private static List<Warrior> warriors(
      Section section, String key, String place, Settings settings) throws IOException {
    if (place.equals("none")) {
      return List.of();
    }
    for (Split split : List.of(Split.SEARCH, Split.SELECT)) {
      if (place.equals(HOUSE + ":" + split.name().toLowerCase(Locale.ROOT))) {
        return Hill.house(split).warriors();
      }
    }
    if (place.startsWith(HOUSE + ":")) {
      String name = place.substring(HOUSE.length() + 1);
      List<Hill.Entry> search = Hill.house(Split.SEARCH).entries();
      List<Warrior> named =
          search.stream()
              .filter(e -> e.file().endsWith("/" + name + ".red"))
              .map(Hill.Entry::warrior)
              .toList();
      if (named.isEmpty()) {
        section.problem(
            key,
            "names '%s'; the warriors of the house hill that a search may see are %s"
                .formatted(
                    name,
                    search.stream().map(e -> e.file().replaceAll(".*/|\\.red$", "")).toList()));
      }
      return named;
    }
    Path path = Path.of(place);
    if (Files.isRegularFile(path)) {
      return switch (Assembler.assemble(Files.readString(path), settings)) {
        case Assembly.Assembled assembled -> List.of(assembled.warrior());
        case Assembly.Rejected rejected -> {
          rejected.errors().forEach(error -> section.problem(key, path + ":" + error));
          yield List.of();
        }
      };
    }
    Hill hill = Hill.of(path, settings);
    hill.rejects().forEach(reject -> section.problem(key, reject.toString()));
    return hill.warriors();
  }

  private static boolean isName(String text) {
    return text.equals("none") || text.startsWith(HOUSE + ":");
  }

  private static Proposer named(List<Proposer> all, String name) {
    return all.stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
  }
}

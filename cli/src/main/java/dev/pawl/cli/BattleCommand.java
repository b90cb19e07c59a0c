package dev.pawl.cli;

import dev.pawl.corewar.Settings;
import dev.pawl.corewar.Warrior;
import dev.pawl.corewar.mars.Battle;
import dev.pawl.corewar.mars.BattleResult;
import dev.pawl.corewar.mars.Mars;
import dev.pawl.corewar.mars.Placement;
import dev.pawl.corewar.redcode.AssemblerOptions;
import dev.pawl.corewar.redcode.Dialect;
import dev.pawl.corewar.viewer.BattlePage;
import dev.pawl.corewar.viewer.Recorder;
import dev.pawl.corewar.viewer.Recording;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@CommandLine.Command(
    header = "Lets warriors fight, exactly as pMARS 0.9.2 would.",
    description = {
      "",
      "The same options give the same result, always; another --seed gives other positions.",
      ""
    },
    footer = {
      "",
      "  pawl battle mine.red house:quire --view fight.html",
      "  pawl battle a.red b.red c.red --rounds 1000 --seed 7 --json"
    })
final class BattleCommand extends Command {

  private static final int WARRIORS_MAX = 36;
  private static final int ROUNDS_MAX = 10_000_000;
  private static final int SPEED_MAX = 10_000_000;

  @Parameters(arity = "1..*", paramLabel = "WARRIOR", description = "Redcode files, or house:NAME.")
  List<String> names = new ArrayList<>();

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "100",
      description = "Rounds (-r). Default: ${DEFAULT-VALUE}.")
  int rounds;

  @ArgGroup Positions positions = new Positions();

  static final class Positions {
    @Option(names = "--seed", paramLabel = "S", description = "Of the positions. Default: 1.")
    @Nullable Long seed;

    @Option(
        names = "--position",
        paramLabel = "P",
        description = "Where the second warrior lies in the first round (-F).")
    @Nullable Integer position;

    @Option(names = "--fixed", description = "Positions that depend only on the code (-f).")
    boolean fixed;
  }

  @Option(names = "--88", description = "Hold the warriors to the rules of 1988 (-8).")
  boolean old;

  @Option(
      names = "--format",
      paramLabel = "FORM",
      defaultValue = "text",
      description = "text, or pmars for what pmars -bk prints. Default: ${DEFAULT-VALUE}.")
  Format format = Format.text;

  /// How the result is printed; the names are what the user types.
  enum Format {
    text,
    pmars
  }

  @Option(
      names = "--view",
      paramLabel = "FILE.html",
      description = "Write a page that plays the first round.")
  @Nullable Path view;

  @Option(names = "--play", description = "Play the first round here, before the result.")
  boolean play;

  @Option(
      names = "--speed",
      paramLabel = "N",
      defaultValue = "2000",
      description = "Cycles a second for --play. Default: ${DEFAULT-VALUE}.")
  int speed;

  @Mixin CoreOptions core = new CoreOptions();

  @Override
  Answer answer() throws IOException, InterruptedException {
    if (play && (json || format == Format.pmars)) {
      throw new Refusal("--play prints a battle, which cannot stand beside --json or pmars's form");
    }
    if (speed < 1 || speed > SPEED_MAX) {
      throw new Refusal(
          "--speed is %d; it must be from 1 to %,d cycles a second".formatted(speed, SPEED_MAX));
    }
    if (rounds < 1 || rounds > ROUNDS_MAX || names.size() > WARRIORS_MAX) {
      throw new Refusal(
          "asked for %d rounds of %d warriors; have from 1 to %,d rounds of up to %d warriors"
              .formatted(rounds, names.size(), ROUNDS_MAX, WARRIORS_MAX));
    }
    Settings settings = core.settings();
    AssemblerOptions options =
        new AssemblerOptions(old ? Dialect.ICWS_88 : Dialect.ICWS_94, names.size(), rounds);
    List<Warrior> warriors = new ArrayList<>();
    for (String name : names) {
      warriors.add(Warriors.find(name, settings, options).warrior());
    }
    show(settings, warriors);
    BattleResult result =
        Battle.fight(
            new Mars(settings, warriors.size()), warriors, rounds, placement(settings, warriors));
    return Answer.ok(
        json(settings, result), format == Format.pmars ? result.toKoth() : text(settings, result));
  }

  private void show(Settings settings, List<Warrior> warriors)
      throws IOException, InterruptedException {
    if (view == null && !play) {
      return;
    }
    Recording recording = Recorder.record(settings, warriors, placement(settings, warriors));
    if (view != null) {
      try {
        Files.writeString(view, BattlePage.of(recording));
      } catch (NoSuchFileException e) {
        throw new Refusal("--view %s: there is no such folder".formatted(view));
      }
    }
    if (play) {
      Screen.current().play(recording, speed, spec.commandLine().getOut());
    }
  }

  private Placement placement(Settings settings, List<Warrior> warriors) {
    try {
      if (positions.fixed) {
        return Placement.ofCode(settings, warriors);
      }
      return positions.position == null
          ? Placement.seeded(settings, warriors.size(), seed())
          : Placement.fixed(settings, warriors.size(), positions.position);
    } catch (IllegalArgumentException e) {
      throw new Refusal(String.valueOf(e.getMessage()));
    }
  }

  private long seed() {
    return positions.seed == null ? 1 : positions.seed;
  }

  private String text(Settings settings, BattleResult result) {
    Table table = new Table("warrior", "author", "wins", "ties", "losses", "points");
    for (BattleResult.Standing s : result.standings()) {
      table.row(s.name(), s.author(), s.wins(), s.ties(), s.losses(), s.points());
    }
    return "%s%n%,d %s in a core of %,d cells%n%s"
        .formatted(
            table,
            result.rounds(),
            result.rounds() == 1 ? "round" : "rounds",
            settings.coreSize(),
            view == null ? "" : "%s plays the first one%n".formatted(view));
  }

  private Map<String, Object> json(Settings settings, BattleResult result) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("rounds", result.rounds());
    if (positions.position != null) {
      json.put("position", positions.position);
    } else if (!positions.fixed) {
      json.put("seed", seed());
    }
    json.put("settings", CoreOptions.json(settings));
    List<Map<String, Object>> warriors = new ArrayList<>();
    for (BattleResult.Standing standing : result.standings()) {
      Map<String, Object> warrior = new LinkedHashMap<>();
      warrior.put("file", names.get(warriors.size()));
      warrior.put("name", standing.name());
      warrior.put("author", standing.author());
      warrior.put("wins", standing.wins());
      warrior.put("ties", standing.ties());
      warrior.put("losses", standing.losses());
      warrior.put("points", standing.points());
      warrior.put("survived", standing.survived());
      warriors.add(warrior);
    }
    json.put("warriors", warriors);
    if (view != null) {
      json.put("view", view.toString());
    }
    return json;
  }
}

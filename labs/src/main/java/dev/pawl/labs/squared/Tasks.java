package dev.pawl.labs.squared;

import dev.pawl.corewar.Settings;
import dev.pawl.corewar.hill.Hill;
import dev.pawl.corewar.hill.Split;
import dev.pawl.labs.redqueen.operators.RedcodeText;
import dev.pawl.labs.squared.Sealing.Kind;
import dev.pawl.labs.squared.task.Grammar;
import dev.pawl.labs.squared.task.Hidden;
import dev.pawl.labs.squared.task.Markov;
import dev.pawl.labs.squared.task.Mixed;
import dev.pawl.labs.squared.task.Modular;
import dev.pawl.labs.squared.task.Recall;
import dev.pawl.labs.squared.task.Source;
import dev.pawl.labs.squared.task.Task;
import dev.pawl.labs.squared.task.Text;
import dev.pawl.study.Section;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The names of tasks in a study: `markov`, `hidden`, `grammar`, `recall`, `modular`, `redcode`,
/// `preference`, `battles`, or the path of a text file; `none` for none. Behind a name may stand
/// `@` and a number, which makes it another source of that kind, and `x2`, which makes its models
/// twice as wide and as deep: `grammar@7x2`.
final class Tasks {

  private static final String REDCODE = "redcode";
  private static final String PREFERENCE = "preference";
  private static final String BATTLES = "battles";

  /// Tasks of their own, which are no sources.
  private static final List<String> ALONE = List.of(PREFERENCE, BATTLES);

  private static final List<String> KINDS =
      List.of("markov", "hidden", "grammar", "recall", "modular", REDCODE, PREFERENCE, BATTLES);

  private static final String NONE = "none";

  private static final Pattern NAME =
      Pattern.compile("([a-z]+(?:\\+[a-z]+){0,3})(?:@([0-9]{1,9}))?(?:x([1-8]))?");

  private Tasks() {}

  /// The task that comes first.
  static Task standard(int context) {
    return Task.of(source("markov", 1), context, 1, 1);
  }

  /// The tasks that `key` names. Problems are kept in the section; then tasks are missing.
  static List<Task> of(Section section, String key, List<String> fallback, int context) {
    List<Task> tasks = new ArrayList<>();
    for (String name : section.namesOrPaths(key, fallback, Tasks::isName)) {
      if (!name.equals(NONE)) {
        task(section, key, name, context).ifPresent(tasks::add);
      }
    }
    return tasks;
  }

  /// The kinds of sealed tasks that `key` names: generators without a number, or texts. Problems
  /// are kept in the section.
  static List<Kind> sealed(Section section, String key, List<String> fallback) {
    List<Kind> kinds = new ArrayList<>();
    for (String name : section.namesOrPaths(key, fallback, each -> isKind(each))) {
      if (name.equals(REDCODE)) {
        kinds.add(new Kind.Written((Text) source(REDCODE, 1)));
      } else if (isKind(name) && !name.equals(NONE)) {
        kinds.add(new Kind.Generator(name));
      } else if (!name.equals(NONE)) {
        try {
          Path path = Path.of(name);
          kinds.add(
              new Kind.Written(
                  Text.of(String.valueOf(path.getFileName()), Files.readString(path))));
        } catch (IOException e) {
          section.problem(
              key,
              "names %s, which is none of %s, and cannot be read as a text: %s"
                  .formatted(name, KINDS, e.getMessage()));
        }
      }
    }
    return kinds;
  }

  private static boolean isKind(String text) {
    return text.equals(NONE) || (KINDS.contains(text) && !ALONE.contains(text));
  }

  private static boolean isName(String text) {
    Matcher name = NAME.matcher(text);
    return text.equals(NONE) || (name.matches() && isKindOrMix(name.group(1)));
  }

  private static boolean isKindOrMix(String kind) {
    List<String> kinds = List.of(kind.split("\\+"));
    return KINDS.containsAll(kinds)
        && (kinds.size() == 1 || kinds.stream().noneMatch(ALONE::contains));
  }

  private static Optional<Task> task(Section section, String key, String name, int context) {
    try {
      Matcher parts = NAME.matcher(name);
      Task task = parts.matches() && isName(name) ? named(parts, context) : text(name, context);
      task.exams(); // a text may be too short for them
      return Optional.of(task);
    } catch (IOException e) {
      section.problem(
          key,
          "names %s, which is none of %s, and cannot be read as a text: %s"
              .formatted(name, KINDS, e.getMessage()));
    } catch (IllegalArgumentException e) {
      section.problem(key, "names %s: %s".formatted(name, e.getMessage()));
    }
    return Optional.empty();
  }

  private static Task text(String place, int context) throws IOException {
    Path path = Path.of(place);
    String name = String.valueOf(path.getFileName());
    return Task.of(Text.of(name, Files.readString(path)), context, 1, 1);
  }

  private static Task named(Matcher parts, int context) {
    long number = parts.group(2) == null ? 1 : Long.parseLong(parts.group(2));
    int scale = parts.group(3) == null ? 1 : Integer.parseInt(parts.group(3));
    return switch (parts.group(1)) {
      case PREFERENCE -> Task.liking(new Markov(1, 16, number), context, scale, number);
      case BATTLES -> Task.battles(context, scale, number);
      case String kind -> Task.of(source(kind, number), context, scale, number);
    };
  }

  static Source source(String kind, long seed) {
    List<String> kinds = List.of(kind.split("\\+"));
    if (kinds.size() > 1) {
      return new Mixed(kinds.stream().map(each -> source(each, seed)).toList());
    }
    return switch (kind) {
      case "markov" -> new Markov(2, 16, seed);
      case "hidden" -> new Hidden(8, 16, seed);
      case "grammar" -> new Grammar(6, 16, seed);
      case "recall" -> new Recall(6, 12, 12);
      case "modular" -> new Modular(13);
      case REDCODE ->
          Text.of(
              REDCODE,
              Hill.house(Split.SEARCH).warriors().stream()
                  .map(warrior -> RedcodeText.write(warrior, Settings.STANDARD))
                  .collect(Collectors.joining("\n")));
      default -> throw new IllegalArgumentException("there is no such task");
    };
  }
}

package dev.pawl.cli;

import static java.util.stream.Collectors.toSet;

import dev.pawl.Candidate;
import dev.pawl.Hash;
import dev.pawl.Order;
import dev.pawl.journal.Event.Learned;
import dev.pawl.journal.Journal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// An order in the words of a command line, about a run that lies in `directory`.
///
/// @param what the words behind the verb
/// @param share of a pin
/// @param withDescendants of a ban
/// @param parents of an injection
record Wording(
    RunDirectory directory,
    Journal journal,
    List<String> what,
    double share,
    boolean withDescendants,
    List<String> parents) {

  private static final String VERSION = "version";
  private static final String VERSION_IS = VERSION + ":";
  private static final int ID_CHARACTERS_MIN = 6;

  /// What was meant.
  ///
  /// @param blob canonical bytes of the candidate that the order brings
  record Meant(Order order, Optional<byte[]> blob) {}

  /// @throws Refusal if no order can be read from the words
  /// @throws IllegalArgumentException if what they ask for is out of bounds
  Meant meant(String verb) throws IOException {
    return switch (verb) {
      case "pin" -> order(pin());
      case "unpin" ->
          order(
              only(verb).equals(VERSION)
                  ? new Order.UnpinVersion()
                  : new Order.Unpin(candidate(only(verb))));
      case "ban" -> order(new Order.Ban(candidate(only(verb)), withDescendants));
      case "annotate" -> order(annotation());
      case "weigh" -> order(new Order.Weigh(weights()));
      case "inject" -> injection();
      default ->
          throw new Refusal(
              "there is no order %s; give pin, unpin, ban, annotate, inject or weigh"
                  .formatted(Table.printable(verb)));
    };
  }

  private static Meant order(Order order) {
    return new Meant(order, Optional.empty());
  }

  private Order pin() {
    String name = only("pin");
    return name.startsWith(VERSION_IS)
        ? new Order.PinVersion(version(name.substring(VERSION_IS.length())))
        : new Order.Pin(candidate(name), share);
  }

  private Meant injection() throws IOException {
    List<Hash> from = parents.stream().map(this::candidate).toList();
    Candidate mine = Submission.of(journal, from, Submission.read(Path.of(only("inject"))));
    return new Meant(new Order.Inject(mine.id(), from), Optional.of(mine.canonical()));
  }

  private Order annotation() {
    if (what.size() < 2) {
      throw new Refusal(
          "annotate needs a candidate, or the word run, and a text: pawl steer %s annotate run \"try squares\""
              .formatted(directory.name()));
    }
    Hash about = what.getFirst().equals("run") ? Hash.ZERO : candidate(what.getFirst());
    return new Order.Annotate(about, String.join(" ", what.subList(1, what.size())));
  }

  private Map<String, Double> weights() {
    Map<String, Double> weights = new TreeMap<>();
    for (String each : what) {
      int at = each.lastIndexOf('=');
      if (each.startsWith("objective")) {
        throw new Refusal(
            "the weights of objectives cannot change in a run: scores made before would not compare with those after; start another run with --set, and inject what you want to keep");
      }
      try {
        weights.put(each.substring(0, Math.max(at, 0)), Double.valueOf(each.substring(at + 1)));
      } catch (NumberFormatException e) {
        throw new Refusal(
            "%s is not NAME=WEIGHT, such as mutate-token=0.5".formatted(Table.printable(each)));
      }
    }
    return weights;
  }

  private String only(String verb) {
    if (what.size() != 1) {
      throw new Refusal("%s takes one thing; found %s".formatted(verb, what));
    }
    return what.getFirst();
  }

  private Hash candidate(String name) {
    return ShowCommand.dossier(journal, directory, name).candidate();
  }

  /// The version that was learned after the round `name`, or whose id begins so.
  private Hash version(String name) {
    List<Learned> learned = new ArrayList<>();
    journal.read(
        0,
        entry -> {
          if (entry.event() instanceof Learned lesson && lesson.refused().isEmpty()) {
            learned.add(lesson);
          }
        });
    Set<Hash> found =
        learned.stream()
            .filter(lesson -> isCalled(lesson, name))
            .map(Learned::version)
            .collect(toSet());
    if (found.size() != 1) {
      throw new Refusal(
          "%s has %s version %s; give the round after which one was learned, of %s, or the beginning of its id"
              .formatted(
                  directory.name(),
                  found.isEmpty() ? "no" : "more than one",
                  Table.printable(name),
                  learned.stream().map(Learned::round).toList()));
    }
    return found.iterator().next();
  }

  private static boolean isCalled(Learned lesson, String name) {
    return name.equals(Integer.toString(lesson.round()))
        || (name.length() >= ID_CHARACTERS_MIN && lesson.version().toString().startsWith(name));
  }
}

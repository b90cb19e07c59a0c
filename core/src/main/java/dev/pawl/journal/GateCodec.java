package dev.pawl.journal;

import dev.pawl.Hash;
import dev.pawl.gate.Attempt;
import dev.pawl.gate.Observation;
import dev.pawl.gate.Observation.Canary;
import dev.pawl.gate.Observation.Pair;
import dev.pawl.gate.Observation.Side;
import dev.pawl.gate.split.Opening;
import dev.pawl.gate.split.Purpose;
import dev.pawl.journal.Event.Attempted;
import dev.pawl.journal.Event.Gated;
import dev.pawl.journal.Event.Opened;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/// The canonical JSON of what happens at a gate. A side of a pair is an array of its score and the
/// values of its guards, or the reason why it is missing; a canary that was sprung has another
/// property than one that was not.
final class GateCodec {

  private GateCodec() {}

  static void writeBeforeCost(JsonWriter out, Attempt attempt) {
    out.number("attempt", attempt.number())
        .hash("candidate", attempt.candidate())
        .numbers("candidateOnce", attempt.candidateOnce())
        .hash("champion", attempt.champion())
        .numbers("championOnce", attempt.championOnce());
  }

  static void writeAfterCost(JsonWriter out, Attempted e) {
    out.text("holdOut", e.holdOut())
        .numbers("reported", e.reported().stream().boxed().toList())
        .number("round", e.round());
  }

  static Attempt attempt(JsonReader in) {
    int number = in.integer("attempt");
    Hash candidate = in.hash("candidate");
    List<Double> candidateOnce = in.decimals("candidateOnce");
    Hash champion = in.hash("champion");
    return new Attempt(number, champion, candidate, in.decimals("championOnce"), candidateOnce);
  }

  static OptionalDouble reported(JsonReader in) {
    List<Double> reported = in.decimals("reported");
    if (reported.size() > 1) {
      throw new IllegalArgumentException(
          "expected one reported score or none; found %d".formatted(reported.size()));
    }
    return reported.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(reported.getFirst());
  }

  static void write(JsonWriter out, Opened e) {
    Opening opening = e.opening();
    out.hash("candidate", opening.candidate())
        .number("frozen", opening.frozen())
        .number("number", opening.number())
        .text("purpose", opening.purpose().name())
        .number("round", e.round())
        .hash("secret", opening.secret())
        .text("split", opening.split())
        .number("tasksMax", opening.tasksMax());
  }

  static Opened opened(JsonReader in) {
    Hash candidate = in.hash("candidate");
    long frozen = in.number("frozen");
    int number = in.integer("number");
    Purpose purpose = Purpose.valueOf(in.text("purpose"));
    int round = in.integer("round");
    Hash secret = in.hash("secret");
    String split = in.text("split");
    int tasksMax = in.integer("tasksMax");
    return new Opened(
        round, new Opening(split, number, purpose, candidate, frozen, tasksMax, secret));
  }

  /// What was observed on a hold-out.
  static void write(JsonWriter out, String holdOut, List<Observation> observations) {
    out.text("holdOut", holdOut).openArray("observations");
    for (Observation observation : observations) {
      out.openItem();
      switch (observation) {
        case Canary(var name, var sprung) -> out.text(sprung ? "sprung" : "canary", name);
        case Pair pair -> {
          write(out, "candidate", pair.candidate());
          write(out, "champion", pair.champion());
          out.number("task", pair.task());
        }
      }
      out.close();
    }
    out.closeArray();
  }

  private static void write(JsonWriter out, String name, Side side) {
    switch (side) {
      case Side.Missing(var reason) -> out.text(name, reason);
      case Side.Scored(var score, var guards) -> {
        List<Double> values = new ArrayList<>();
        values.add(score);
        values.addAll(guards);
        out.numbers(name, values);
      }
    }
  }

  static List<Observation> observations(JsonReader in) {
    List<Observation> observations = new ArrayList<>();
    in.openArray("observations");
    while (in.openItem("observations")) {
      String kind = in.property();
      Object value = in.textOrDecimals(kind);
      observations.add(
          switch (kind) {
            case "canary" -> new Canary(text(kind, value), false);
            case "sprung" -> new Canary(text(kind, value), true);
            case "candidate" -> {
              Side candidate = side(value);
              String champion = in.property();
              Side other = side(in.textOrDecimals(champion));
              yield new Pair(in.integer("task"), other, candidate);
            }
            default -> throw new IllegalArgumentException("unknown kind of observation " + kind);
          });
      in.end();
    }
    return observations;
  }

  private static String text(String name, Object value) {
    if (value instanceof String text) {
      return text;
    }
    throw new IllegalArgumentException("expected a text for '%s'".formatted(name));
  }

  private static Side side(Object value) {
    if (value instanceof String reason) {
      return new Side.Missing(reason);
    }
    List<Double> values = new ArrayList<>();
    if (value instanceof List<?> list) {
      list.forEach(each -> values.add((Double) each));
    }
    if (values.isEmpty()) {
      throw new IllegalArgumentException("a side of a pair has no score");
    }
    return new Side.Scored(values.getFirst(), values.subList(1, values.size()));
  }

  static void write(JsonWriter out, Gated e) {
    out.text("about", e.about())
        .number("attempt", e.attempt())
        .number("differenceSum", e.differenceSum())
        .hash("evidence", e.evidence())
        .text("holdOut", e.holdOut())
        .number("level", e.level())
        .number("logPeak", e.logPeak())
        .number("logWealth", e.logWealth())
        .number("round", e.round())
        .number("tasks", e.tasks())
        .text("verdict", e.verdict());
  }

  static Gated gated(JsonReader in) {
    String about = in.text("about");
    int attempt = in.integer("attempt");
    double differenceSum = in.decimal("differenceSum");
    Hash evidence = in.hash("evidence");
    String holdOut = in.text("holdOut");
    double level = in.decimal("level");
    double logPeak = in.decimal("logPeak");
    double logWealth = in.decimal("logWealth");
    int round = in.integer("round");
    int tasks = in.integer("tasks");
    return new Gated(
        round,
        holdOut,
        attempt,
        in.text("verdict"),
        about,
        level,
        tasks,
        differenceSum,
        logWealth,
        logPeak,
        evidence);
  }
}

package dev.pawl.journal;

import dev.pawl.Bounds;
import dev.pawl.Cost;
import dev.pawl.Hash;
import dev.pawl.Outcome;
import dev.pawl.Score;
import dev.pawl.journal.Event.Acknowledged;
import dev.pawl.journal.Event.Admitted;
import dev.pawl.journal.Event.Approved;
import dev.pawl.journal.Event.Attempted;
import dev.pawl.journal.Event.Declined;
import dev.pawl.journal.Event.Finished;
import dev.pawl.journal.Event.Forked;
import dev.pawl.journal.Event.Forked.Used;
import dev.pawl.journal.Event.Gated;
import dev.pawl.journal.Event.Learned;
import dev.pawl.journal.Event.Measured;
import dev.pawl.journal.Event.Observed;
import dev.pawl.journal.Event.Opened;
import dev.pawl.journal.Event.Paused;
import dev.pawl.journal.Event.Proposed;
import dev.pawl.journal.Event.Released;
import dev.pawl.journal.Event.RolledBack;
import dev.pawl.journal.Event.RoundEnded;
import dev.pawl.journal.Event.Scored;
import dev.pawl.journal.Event.SelfChecked;
import dev.pawl.journal.Event.Started;
import dev.pawl.journal.Event.Steered;
import tools.jackson.core.JacksonException;

/// Events as canonical JSON: one event has exactly one form, and nothing else decodes. The name of
/// the type stands beside the JSON, not inside.
public final class EventCodec {

  private static final byte[] BEFORE = {0};
  private static final byte[] BETWEEN = {'\n'};

  private EventCodec() {}

  /// The name under which events of this kind are stored.
  public static String type(Event event) {
    return switch (event) {
      case Started _ -> "Started";
      case Proposed _ -> "Proposed";
      case Declined _ -> "Declined";
      case Scored _ -> "Scored";
      case Admitted _ -> "Admitted";
      case RoundEnded _ -> "RoundEnded";
      case Learned _ -> "Learned";
      case Measured _ -> "Measured";
      case Attempted _ -> "Attempted";
      case Opened _ -> "Opened";
      case Observed _ -> "Observed";
      case Gated _ -> "Gated";
      case SelfChecked _ -> "SelfChecked";
      case Paused _ -> "Paused";
      case Acknowledged _ -> "Acknowledged";
      case RolledBack _ -> "RolledBack";
      case Approved _ -> "Approved";
      case Released _ -> "Released";
      case Event.BudgetAsked _ -> "BudgetAsked";
      case Event.BudgetGranted _ -> "BudgetGranted";
      case Steered _ -> "Steered";
      case Forked _ -> "Forked";
      case Finished _ -> "Finished";
    };
  }

  /// The hash of the canonical JSON of `event`.
  public static Hash hash(Event event) {
    return Hash.of(json(event));
  }

  /// The canonical JSON of `event`.
  public static String json(Event event) {
    JsonWriter out = new JsonWriter().open();
    switch (event) {
      case Started e ->
          out.text("lab", e.lab())
              .text("pawl", e.pawl())
              .number("seed", e.seed())
              .text("study", e.study());
      case Proposed e ->
          out.hash("candidate", e.candidate())
              .hashes("parents", e.parents())
              .text("proposer", e.proposer())
              .number("round", e.round())
              .number("ticket", e.ticket());
      case Declined e -> {
        write(out, e.cost());
        out.hashes("parents", e.parents())
            .text("proposer", e.proposer())
            .text("reason", e.reason())
            .number("round", e.round())
            .number("ticket", e.ticket());
      }
      case Scored e -> {
        write(out, e.cost());
        write(out, e.outcome());
        out.number("ticket", e.ticket());
      }
      case Admitted e -> out.text("place", e.place()).number("ticket", e.ticket());
      case RoundEnded e ->
          out.hash("champion", e.champion())
              .number("round", e.round())
              .number("ticket", e.ticket())
              .number("value", e.value());
      case Learned e -> {
        write(out, e.cost());
        out.number("fromTicket", e.fromTicket())
            .number("lossAfter", e.lossAfter())
            .number("lossBefore", e.lossBefore())
            .hash("parent", e.parent())
            .text("recipe", e.recipe())
            .text("refused", e.refused())
            .number("round", e.round())
            .number("toTicket", e.toTicket())
            .hash("version", e.version());
      }
      case Measured e -> {
        out.hash("candidate", e.candidate());
        write(out, e.cost());
        out.text("name", e.name())
            .numbers("results", e.results())
            .number("round", e.round())
            .text("split", e.split())
            .number("value", e.value());
      }
      case Attempted e -> {
        GateCodec.writeBeforeCost(out, e.attempt());
        write(out, e.cost());
        GateCodec.writeAfterCost(out, e);
      }
      case Opened e -> GateCodec.write(out, e);
      case Observed e -> {
        out.number("attempt", e.attempt());
        write(out, e.cost());
        GateCodec.write(out, e.holdOut(), e.observations());
      }
      case SelfChecked e -> {
        out.number("attempt", e.attempt());
        write(out, e.cost());
        GateCodec.write(out, e.holdOut(), e.observations());
        out.number("round", e.round());
      }
      case Gated e -> GateCodec.write(out, e);
      case Paused e -> out.text("id", e.id()).text("reason", e.reason()).number("round", e.round());
      case Acknowledged e -> out.text("id", e.id());
      case RolledBack e ->
          out.hash("from", e.from())
              .text("holdOut", e.holdOut())
              .text("reason", e.reason())
              .hash("to", e.to());
      case Approved e -> out.number("atMillis", e.atMillis()).text("note", e.note());
      case Released e -> out.number("atMillis", e.atMillis()).text("id", e.id());
      case Event.BudgetAsked e ->
          out.text("budget", e.budget())
              .hash("evidence", e.evidence())
              .number("number", e.number());
      case Event.BudgetGranted e ->
          out.number("atMillis", e.atMillis()).number("number", e.number());
      case Steered e -> OrderCodec.write(out, e);
      case Forked e -> {
        write(out, "champions", e.champions());
        out.hash("head", e.head()).number("seed", e.seed()).number("ticket", e.ticket());
        write(out, "versions", e.versions());
      }
      case Finished e -> out.text("reason", e.reason());
    }
    return out.close().toString();
  }

  /// The event of type `type` whose canonical JSON is `json`.
  ///
  /// @throws IllegalArgumentException if there is none: a property is unknown, missing, repeated or
  ///   out of order, a value is of another kind or not allowed, or the form is not the canonical
  ///   one
  public static Event decode(String type, String json) {
    Event event;
    try (JsonReader in = new JsonReader(json)) {
      in.open();
      event = read(type, in);
      in.end();
      in.endOfText();
    } catch (JacksonException e) {
      throw new IllegalArgumentException("not JSON: " + e.getOriginalMessage(), e);
    }
    String canonical = json(event);
    if (!canonical.equals(json)) {
      throw new IllegalArgumentException(
          "expected the canonical form %s; found %s".formatted(canonical, json));
    }
    return event;
  }

  /// The hash of the chain up to and with an event, given the hash `before` it; type and JSON in
  /// UTF-8.
  static Hash chain(Hash before, byte[] type, byte[] json) {
    return Hash.of(BEFORE, before.bytes(), type, BETWEEN, json);
  }

  private static void write(JsonWriter out, Cost cost) {
    out.open("cost")
        .number("evaluations", cost.evaluations())
        .number("flops", cost.flops())
        .number("instructions", cost.instructions())
        .close();
  }

  private static void write(JsonWriter out, Outcome outcome) {
    out.open("outcome");
    switch (outcome) {
      case Outcome.Finished o -> write(out.text("kind", "Finished"), "score", o.score());
      case Outcome.Eliminated o ->
          write(out.text("kind", "Eliminated").text("reason", o.reason()), "soFar", o.soFar());
      case Outcome.TimedOut o ->
          out.text("kind", "TimedOut").number("limitMillis", o.limitMillis());
      case Outcome.OverLimit o -> out.text("kind", "OverLimit").text("limit", o.limit());
      case Outcome.Refused o -> out.text("kind", "Refused").text("reason", o.reason());
      case Outcome.Crashed o -> out.text("kind", "Crashed").text("reason", o.reason());
      case Outcome.TriedToEscape o -> out.text("kind", "TriedToEscape").text("reason", o.how());
    }
    out.close();
  }

  private static void write(JsonWriter out, String name, Score score) {
    out.open(name)
        .open("bounds")
        .number("max", score.bounds().max())
        .number("min", score.bounds().min())
        .close()
        .text("feedback", score.feedback())
        .numbers("tasks", score.tasks())
        .numbers("traits", score.traits())
        .number("value", score.value())
        .close();
  }

  // Below, each line reads in the canonical order; Java evaluates arguments from left to right, so
  // constructors whose parameters are sorted otherwise need the variables.

  private static Event read(String type, JsonReader in) {
    return switch (type) {
      case "Started" -> {
        String lab = in.text("lab");
        String pawl = in.text("pawl");
        yield new Started(pawl, lab, in.number("seed"), in.text("study"));
      }
      case "Proposed" -> {
        var candidate = in.hash("candidate");
        var parents = in.hashes("parents");
        var proposer = in.text("proposer");
        int round = in.integer("round");
        yield new Proposed(in.number("ticket"), round, proposer, parents, candidate);
      }
      case "Declined" -> {
        var cost = cost(in);
        var parents = in.hashes("parents");
        var proposer = in.text("proposer");
        var reason = in.text("reason");
        int round = in.integer("round");
        yield new Declined(in.number("ticket"), round, proposer, parents, reason, cost);
      }
      case "Scored" -> {
        var cost = cost(in);
        var outcome = outcome(in);
        yield new Scored(in.number("ticket"), outcome, cost);
      }
      case "Admitted" -> {
        String place = in.text("place");
        yield new Admitted(in.number("ticket"), place);
      }
      case "RoundEnded" -> {
        var champion = in.hash("champion");
        int round = in.integer("round");
        yield new RoundEnded(round, in.number("ticket"), champion, in.decimal("value"));
      }
      case "Learned" -> {
        var cost = cost(in);
        long from = in.number("fromTicket");
        double after = in.decimal("lossAfter");
        double before = in.decimal("lossBefore");
        var parent = in.hash("parent");
        var recipe = in.text("recipe");
        var refused = in.text("refused");
        int round = in.integer("round");
        long to = in.number("toTicket");
        yield new Learned(
            round, in.hash("version"), parent, recipe, from, to, before, after, refused, cost);
      }
      case "Measured" -> {
        var candidate = in.hash("candidate");
        var cost = cost(in);
        var name = in.text("name");
        var results = in.decimals("results");
        int round = in.integer("round");
        var split = in.text("split");
        yield new Measured(round, candidate, split, name, in.decimal("value"), results, cost);
      }
      case "Attempted" -> {
        var attempt = GateCodec.attempt(in);
        var cost = cost(in);
        var holdOut = in.text("holdOut");
        var reported = GateCodec.reported(in);
        yield new Attempted(in.integer("round"), holdOut, attempt, reported, cost);
      }
      case "Opened" -> GateCodec.opened(in);
      case "Observed" -> {
        int attempt = in.integer("attempt");
        Cost cost = cost(in);
        String holdOut = in.text("holdOut");
        yield new Observed(holdOut, attempt, GateCodec.observations(in), cost);
      }
      case "Gated" -> GateCodec.gated(in);
      case "SelfChecked" -> {
        int attempt = in.integer("attempt");
        Cost cost = cost(in);
        String holdOut = in.text("holdOut");
        var observations = GateCodec.observations(in);
        yield new SelfChecked(in.integer("round"), holdOut, attempt, observations, cost);
      }
      case "Paused" -> {
        String id = in.text("id");
        String reason = in.text("reason");
        yield new Paused(in.integer("round"), id, reason);
      }
      case "Acknowledged" -> new Acknowledged(in.text("id"));
      case "Approved" -> {
        long at = in.number("atMillis");
        yield new Approved(in.text("note"), at);
      }
      case "Released" -> {
        long at = in.number("atMillis");
        yield new Released(in.text("id"), at);
      }
      case "BudgetAsked" -> {
        String budget = in.text("budget");
        Hash evidence = in.hash("evidence");
        yield new Event.BudgetAsked(in.integer("number"), budget, evidence);
      }
      case "BudgetGranted" -> {
        long at = in.number("atMillis");
        yield new Event.BudgetGranted(in.integer("number"), at);
      }
      case "RolledBack" -> {
        Hash from = in.hash("from");
        String holdOut = in.text("holdOut");
        String reason = in.text("reason");
        yield new RolledBack(holdOut, from, in.hash("to"), reason);
      }
      case "Steered" -> OrderCodec.steered(in);
      case "Forked" -> {
        Used champions = used(in, "champions");
        var head = in.hash("head");
        long seed = in.number("seed");
        long ticket = in.number("ticket");
        yield new Forked(head, ticket, seed, champions, used(in, "versions"));
      }
      case "Finished" -> new Finished(in.text("reason"));
      default -> throw new IllegalArgumentException("unknown type of event '%s'".formatted(type));
    };
  }

  private static void write(JsonWriter out, String name, Used used) {
    out.open(name).number("attempts", used.attempts()).number("openings", used.openings()).close();
  }

  private static Used used(JsonReader in, String name) {
    in.open(name);
    int attempts = in.integer("attempts");
    Used used = new Used(attempts, in.integer("openings"));
    in.end();
    return used;
  }

  private static Cost cost(JsonReader in) {
    in.open("cost");
    long evaluations = in.number("evaluations");
    long flops = in.number("flops");
    Cost cost = new Cost(evaluations, in.number("instructions"), flops);
    in.end();
    return cost;
  }

  private static Outcome outcome(JsonReader in) {
    in.open("outcome");
    String kind = in.text("kind");
    Outcome outcome =
        switch (kind) {
          case "Finished" -> new Outcome.Finished(score(in, "score"));
          case "Eliminated" -> {
            String reason = in.text("reason");
            yield new Outcome.Eliminated(score(in, "soFar"), reason);
          }
          case "TimedOut" -> new Outcome.TimedOut(in.number("limitMillis"));
          case "OverLimit" -> new Outcome.OverLimit(in.text("limit"));
          case "Refused" -> new Outcome.Refused(in.text("reason"));
          case "Crashed" -> new Outcome.Crashed(in.text("reason"));
          case "TriedToEscape" -> new Outcome.TriedToEscape(in.text("reason"));
          default ->
              throw new IllegalArgumentException("unknown kind of outcome '%s'".formatted(kind));
        };
    in.end();
    return outcome;
  }

  private static Score score(JsonReader in, String name) {
    in.open(name);
    in.open("bounds");
    double max = in.decimal("max");
    Bounds bounds = new Bounds(in.decimal("min"), max);
    in.end();
    String feedback = in.text("feedback");
    var tasks = in.decimals("tasks");
    var traits = in.decimals("traits");
    Score score = new Score(in.decimal("value"), bounds, tasks, traits, feedback);
    in.end();
    return score;
  }
}

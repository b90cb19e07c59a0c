package dev.pawl.cli;

import dev.pawl.Candidate;
import dev.pawl.Hash;
import dev.pawl.Outcome;
import dev.pawl.Score;
import dev.pawl.journal.Event;
import dev.pawl.journal.Journal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// All that a journal says about one candidate or one ticket.
final class Dossier {

  private final Predicate<Event.Proposed> wanted;
  private final Set<Hash> candidates = new TreeSet<>();
  private final List<Ticket> tickets = new ArrayList<>();
  private final List<Event.RoundEnded> won = new ArrayList<>();
  private final List<Event.Measured> measured = new ArrayList<>();

  private static final class Ticket {
    final Event.Proposed proposed;
    Event.@Nullable Scored scored;
    Event.@Nullable Admitted admitted;

    Ticket(Event.Proposed proposed) {
      this.proposed = proposed;
    }
  }

  private Dossier(Predicate<Event.Proposed> wanted) {
    this.wanted = wanted;
  }

  /// About the candidate whose id begins with `prefix`.
  static Dossier ofCandidate(Journal journal, String prefix) {
    String lower = prefix.toLowerCase(Locale.ROOT);
    Dossier dossier = new Dossier(event -> event.candidate().toString().startsWith(lower));
    journal.read(0, dossier::accept);
    if (dossier.candidates.isEmpty()) {
      throw new Refusal(
          "no candidate's id begins with %s; give a ticket's number or champion".formatted(prefix));
    }
    if (dossier.candidates.size() > 1) {
      throw new Refusal(
          "%d candidates' ids begin with %s; write more of it"
              .formatted(dossier.candidates.size(), prefix));
    }
    return dossier;
  }

  /// About `ticket` and its candidate.
  static Dossier ofTicket(Journal journal, long ticket) {
    Dossier dossier = new Dossier(event -> event.ticket() == ticket);
    journal.read(0, dossier::accept);
    if (dossier.candidates.isEmpty()) {
      throw new Refusal(
          "ticket %d has no candidate: it was declined, or not issued".formatted(ticket));
    }
    return dossier;
  }

  private void accept(Journal.Entry entry) {
    switch (entry.event()) {
      case Event.Proposed event when wanted.test(event) -> {
        candidates.add(event.candidate());
        tickets.add(new Ticket(event));
      }
      case Event.Scored event ->
          tickets.stream()
              .filter(t -> t.proposed.ticket() == event.ticket())
              .forEach(t -> t.scored = event);
      case Event.Admitted event ->
          tickets.stream()
              .filter(t -> t.proposed.ticket() == event.ticket())
              .forEach(t -> t.admitted = event);
      case Event.RoundEnded event when candidates.contains(event.champion()) -> won.add(event);
      case Event.Measured event when candidates.contains(event.candidate()) -> measured.add(event);
      default -> {}
    }
  }

  Hash candidate() {
    return candidates.iterator().next();
  }

  Map<String, Object> json(Candidate candidate) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("candidate", candidate.id().toString());
    json.put("files", candidate.files());
    json.put("tickets", tickets.stream().map(Dossier::json).toList());
    json.put(
        "championOf",
        won.stream().map(e -> Map.of("round", e.round(), "value", e.value())).toList());
    json.put(
        "measured",
        measured.stream()
            .map(e ->
                Map.of(
                    "round", e.round(), "split", e.split(), "name", e.name(), "value", e.value()))
            .toList());
    return json;
  }

  private static Map<String, Object> json(Ticket ticket) {
    Map<String, Object> json = new LinkedHashMap<>();
    Event.Proposed proposed = ticket.proposed;
    json.put("ticket", proposed.ticket());
    json.put("round", proposed.round());
    json.put("proposer", proposed.proposer());
    json.put("parents", proposed.parents().stream().map(Hash::toString).toList());
    if (ticket.scored != null) {
      json.put("outcome", Summary.kind(ticket.scored.outcome()));
      switch (ticket.scored.outcome()) {
        case Outcome.Finished(Score score) -> put(json, score);
        case Outcome.Eliminated(Score score, String reason) -> {
          put(json, score);
          json.put("reason", reason);
        }
        case Outcome.TimedOut(long limitMillis) -> json.put("limitMillis", limitMillis);
        case Outcome.OverLimit(String limit) -> json.put("reason", limit);
        case Outcome.Refused(String reason) -> json.put("reason", reason);
        case Outcome.Crashed(String reason) -> json.put("reason", reason);
        case Outcome.TriedToEscape(String how) -> json.put("reason", how);
      }
      json.put("evaluations", ticket.scored.cost().evaluations());
      json.put("instructions", ticket.scored.cost().instructions());
    }
    if (ticket.admitted != null) {
      json.put("place", ticket.admitted.place());
    }
    return json;
  }

  private static void put(Map<String, Object> json, Score score) {
    json.put("value", score.value());
    json.put("tasks", score.tasks());
    json.put("traits", score.traits());
    json.put("feedback", score.feedback());
  }

  String text(Candidate candidate) {
    StringBuilder text = new StringBuilder();
    line(text, "candidate", candidate.id());
    for (Ticket ticket : tickets) {
      json(ticket).forEach((key, value) -> line(text, key, value));
    }
    won.forEach(
        e -> line(text, "champion", "of round %d, value %s".formatted(e.round(), e.value())));
    measured.forEach(e ->
        line(
            text,
            "measured",
            "%s %s %s, round %d".formatted(e.split(), e.name(), e.value(), e.round())));
    candidate
        .files()
        .forEach((path, content) -> {
          text.append("\n--- ").append(Table.printable(path)).append('\n');
          content.lines().forEach(l -> text.append(Table.printable(l)).append('\n'));
        });
    return text.toString();
  }

  private static void line(StringBuilder text, String key, Object value) {
    String shown = value instanceof List<?> list && list.isEmpty() ? "-" : value.toString();
    text.append("%-12s  %s%n".formatted(key, Table.printable(shown)));
  }
}

package dev.pawl.cli;

import dev.pawl.engine.Clock;
import dev.pawl.gate.attestation.Approvers;
import dev.pawl.gate.attestation.Awaited;
import dev.pawl.gate.attestation.Decision;
import dev.pawl.journal.Event;
import dev.pawl.journal.Journal;
import dev.pawl.journal.Petition;
import dev.pawl.study.Durations;
import dev.pawl.study.Setting;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What a run may spend whose study names approvers: what it was started with, until they approve
/// another budget. Less than that may be asked for by anybody, for one session.
final class Allowance {

  private static final String SECTION = "budget.";

  private @Nullable String study;
  private ObjectNode budget = JsonMapper.shared().createObjectNode();
  private ObjectNode asked = JsonMapper.shared().createObjectNode();
  private int requests;
  private boolean finished;

  private Allowance(Journal journal) {
    journal.read(0, entry -> accept(entry.event()));
  }

  /// The budget to go on with, as settings.
  ///
  /// @param wanted what the command line asks for, other settings among them
  /// @throws Refusal if that is more than the run may spend, and not approved; the request stands
  ///   in the journal then
  static List<Setting> settings(RunDirectory run, Journal journal, List<Setting> wanted) {
    Allowance allowance = new Allowance(journal);
    Optional<Approvers> approvers =
        Optional.ofNullable(allowance.study).flatMap(Approvers::ofStudy);
    if (approvers.isEmpty() || allowance.finished) {
      return wanted;
    }
    ObjectNode more = allowance.raised(wanted);
    if (!more.equals(allowance.budget)) {
      allowance.demand(run, journal, more);
    }
    List<Setting> all = new ArrayList<>();
    more.propertyStream()
        .forEach(each ->
            all.add(
                new Setting(
                    "the budget of the run", SECTION + each.getKey(), each.getValue().toString())));
    all.addAll(wanted);
    return all;
  }

  /// JSON that a journal holds.
  static ObjectNode node(String json) {
    return JsonMapper.shared().readValue(json, ObjectNode.class);
  }

  private void accept(Event event) {
    switch (event) {
      case Event.Started e -> {
        study = e.study();
        budget = node(e.study()).path("budget").asObjectOpt().orElse(budget);
      }
      case Event.BudgetAsked e -> {
        asked = node(e.budget());
        requests = e.number();
      }
      case Event.BudgetGranted _ -> budget = asked;
      case Event.Finished _ -> finished = true;
      default -> {}
    }
  }

  /// The budget with what is wanted in place of what is less.
  private ObjectNode raised(List<Setting> wanted) {
    Map<String, JsonNode> values = new TreeMap<>();
    budget.propertyStream().forEach(each -> values.put(each.getKey(), each.getValue()));
    for (Setting setting : wanted) {
      String key =
          setting.path().startsWith(SECTION) ? setting.path().substring(SECTION.length()) : "";
      JsonNode now = values.get(key);
      if (now != null && number(setting.text()).compareTo(number(now.asString())) > 0) {
        values.put(key, value(setting.text()));
      }
    }
    ObjectNode raised = JsonMapper.shared().createObjectNode();
    values.forEach(raised::set);
    return raised;
  }

  /// Lets the run have `more` if that was approved, and else asks for it.
  private void demand(RunDirectory run, Journal journal, ObjectNode more) {
    String text = more.toString();
    long now = Clock.system().millis();
    Optional<Petition> petition = Petition.of(journal).filter(p -> p.what().equals(text));
    if (petition.isPresent() && petition.get().decide(now) instanceof Decision.Approved) {
      commit(journal, new Event.BudgetGranted(requests, now));
      return;
    }
    if (petition.isEmpty()) {
      if (Petition.of(journal).filter(p -> !p.change().change().equals(Awaited.BUDGET)).isPresent()
          || !PromotedLine.of(journal, Event.VERSIONS).isAtRest()) {
        throw new Refusal(
            "%s cannot be asked for another budget where it stands; let it go on within the one that it has: pawl resume %s"
                .formatted(run.name(), run.folder()));
      }
      commit(journal, new Event.BudgetAsked(requests + 1, text, journal.head()));
      petition = Petition.of(journal);
    }
    Petition waiting = petition.orElseThrow();
    throw new Refusal(
        "%s may spend %s; %s to %s (%s). %s; without more: pawl resume %s"
            .formatted(
                run.name(),
                budget,
                waiting.change().reason(waiting.approvers()),
                text,
                waiting.change().id(),
                Approving.words(run, waiting, now),
                run.folder()));
  }

  private static void commit(Journal journal, Event event) {
    journal.commit(new Journal.Batch(List.of(event), List.of(), List.of()));
  }

  /// A number, or a duration in milliseconds.
  private static BigDecimal number(String text) {
    Optional<BigDecimal> millis =
        Durations.parse(text).map(duration -> BigDecimal.valueOf(duration.toMillis()));
    try {
      return millis.orElseGet(() -> new BigDecimal(text));
    } catch (NumberFormatException e) {
      throw new Refusal("'%s' is no budget; write a number, or a time such as 5m".formatted(text));
    }
  }

  private static JsonNode value(String text) {
    return Durations.parse(text).isPresent()
        ? JsonMapper.shared().valueToTree(Durations.parse(text).map(Durations::format).orElse(text))
        : JsonMapper.shared().valueToTree(exact(number(text)));
  }

  private static Number exact(BigDecimal number) {
    return number.stripTrailingZeros().scale() <= 0 ? number.longValue() : number.doubleValue();
  }
}

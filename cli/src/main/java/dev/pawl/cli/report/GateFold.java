package dev.pawl.cli.report;

import dev.pawl.Cost;
import dev.pawl.Hash;
import dev.pawl.gate.Declared;
import dev.pawl.gate.GatePlan;
import dev.pawl.gate.attestation.Approvers;
import dev.pawl.journal.Event;
import dev.pawl.journal.Journal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a journal tells about its gate: what was promoted, what was refused and why.
public final class GateFold {

  private static final int LINES_MAX = 12;

  private Optional<Declared> declared = Optional.empty();
  private final List<Tried> tried = new ArrayList<>();
  private final List<Event.Paused> pauses = new ArrayList<>();
  private final Map<Hash, Event.Measured> audits = new LinkedHashMap<>();
  private final Map<Hash, Integer> championOf = new LinkedHashMap<>();
  private final List<Event.RolledBack> rollbacks = new ArrayList<>();
  private @Nullable Hash rolledBackTo;
  private @Nullable Hash versionBackTo;
  private @Nullable Hash first;
  private @Nullable Hash firstVersion;
  private @Nullable Hash lastVersion;
  private @Nullable Hash approvedVersion;
  private Optional<Approvers> approvers = Optional.empty();
  private boolean championsGated;
  private Cost decides = Cost.NONE;
  private Cost reports = Cost.NONE;

  /// Reads all that `journal` holds now.
  public static GateFold of(Journal journal) {
    GateFold fold = new GateFold();
    journal.read(0, entry -> fold.accept(entry.event()));
    return fold;
  }

  /// Takes the next event; most say nothing about a gate.
  public void accept(Event event) {
    switch (event) {
      case Event.Started e -> {
        declared = Declared.ofStudy(e.study(), e.seed());
        approvers = Approvers.ofStudy(e.study());
      }
      case Event.RoundEnded e -> {
        first = first == null ? e.champion() : first;
        championOf.putIfAbsent(e.champion(), e.round());
      }
      case Event.Learned e when e.refused().isEmpty() -> {
        firstVersion = firstVersion == null ? e.version() : firstVersion;
        lastVersion = e.version();
      }
      case Event.Opened e -> championsGated |= e.opening().split().equals(Event.CHAMPIONS);
      case Event.Attempted e -> attempted(e);
      case Event.Observed e -> {
        charge(e.holdOut(), e.cost());
        open(e.holdOut()).ifPresent(attempt -> attempt.observed(e));
      }
      case Event.SelfChecked e -> reports = reports.plus(e.cost());
      case Event.Gated e -> {
        open(e.holdOut()).ifPresent(attempt -> attempt.gated(e));
        if (e.promotes() && e.holdOut().equals(Event.CHAMPIONS)) {
          rolledBackTo = null;
        } else if (e.promotes() && approvers.isEmpty()) {
          versionBackTo = null;
        }
      }
      case Event.RolledBack e -> {
        rollbacks.add(e);
        if (e.holdOut().equals(Event.VERSIONS)) {
          versionBackTo = e.to();
        } else {
          rolledBackTo = e.to();
        }
      }
      case Event.Measured e when e.split().equals("sealed") -> audits.put(e.candidate(), e);
      case Event.Paused e -> pauses.add(e);
      case Event.Released e -> {
        approvedVersion = lastVersion;
        versionBackTo = null;
        pauses.removeIf(pause -> pause.id().equals(e.id()));
      }
      case Event.Acknowledged e -> pauses.removeIf(pause -> pause.id().equals(e.id()));
      default -> {}
    }
  }

  private void attempted(Event.Attempted event) {
    championsGated |= event.holdOut().equals(Event.CHAMPIONS);
    reports = reports.plus(event.cost());
    declared.ifPresent(d -> {
      boolean champions = event.holdOut().equals(Event.CHAMPIONS);
      GatePlan plan = champions ? d.championPlan() : d.versionPlan();
      tried.add(new Tried(event, plan, d.gapMax()));
    });
  }

  private void charge(String holdOut, Cost cost) {
    boolean binds =
        holdOut.equals(Event.VERSIONS)
            && declared.filter(d -> d.versions() == Declared.Versions.BIND).isPresent();
    decides = binds ? decides.plus(cost) : decides;
    reports = binds ? reports : reports.plus(cost);
  }

  private Optional<Tried> open(String holdOut) {
    return tried.isEmpty() || !tried.getLast().holdOut().equals(holdOut)
        ? Optional.empty()
        : Optional.of(tried.getLast());
  }

  /// The champion that was promoted last, or that people went back to since; empty if champions are
  /// not put before a gate.
  public Optional<Hash> champion() {
    return championsGated
        ? Optional.ofNullable(rolledBackTo).or(() -> promoted(Event.CHAMPIONS, first))
        : Optional.empty();
  }

  /// The version that was promoted last and, where people must approve it, approved.
  public Optional<Hash> version() {
    if (versionBackTo != null) {
      return Optional.of(versionBackTo);
    }
    if (approvers.isPresent()) {
      return Optional.ofNullable(approvedVersion);
    }
    return of(Event.VERSIONS).isEmpty() ? Optional.empty() : promoted(Event.VERSIONS, firstVersion);
  }

  /// What the study declares, if only promoted versions write.
  public Optional<Declared> binds() {
    return declared.filter(d -> d.versions() == Declared.Versions.BIND);
  }

  private Optional<Hash> promoted(String holdOut, @Nullable Hash baseline) {
    return of(holdOut).stream()
        .filter(Tried::promoted)
        .map(each -> each.attempt().candidate())
        .reduce((_, later) -> later)
        .or(() -> Optional.ofNullable(baseline));
  }

  /// The round whose champion was promoted last.
  public Optional<Integer> championRound() {
    return champion().map(championOf::get);
  }

  /// How it did on sealed tasks that did not decide on it.
  public Optional<Event.Measured> audit(Hash promoted) {
    return Optional.ofNullable(audits.get(promoted));
  }

  /// Why the run waits, if it does.
  public List<Event.Paused> pauses() {
    return List.copyOf(pauses);
  }

  /// The attempts on a hold-out, in their order.
  List<Tried> of(String holdOut) {
    return tried.stream().filter(each -> each.holdOut().equals(holdOut)).toList();
  }

  Optional<Declared> declared() {
    return declared;
  }

  /// What the gate cost where it decides who writes.
  Cost decides() {
    return decides;
  }

  /// What it cost where it only reports, without the audits.
  Cost reports() {
    return reports;
  }

  /// The part of alpha that the attempts on a hold-out may have used up.
  double alphaSpent(String holdOut) {
    return of(holdOut).stream().mapToDouble(Tried::level).sum();
  }

  /// For the terminal: what was promoted, and what was refused and why.
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    champion()
        .ifPresent(id ->
            lines.add(
                "promoted   %s, champion of round %d%s"
                    .formatted(
                        id.brief(),
                        championRound().orElse(0),
                        audit(id).map(GateFold::sealed).orElse(""))));
    for (String holdOut : List.of(Event.CHAMPIONS, Event.VERSIONS)) {
      List<Tried> attempts = of(holdOut);
      if (!attempts.isEmpty()) {
        long promoted = attempts.stream().filter(Tried::promoted).count();
        lines.add(
            String.format(
                Locale.ROOT,
                "gate       %s: %d attempts, %d promoted, %d not; %.2g of alpha %.2g used",
                holdOut,
                attempts.size(),
                promoted,
                attempts.size() - promoted,
                alphaSpent(holdOut),
                declared.map(d -> d.championPlan().alpha()).orElse(0.0)));
        int from = Math.max(0, attempts.size() - LINES_MAX);
        if (from > 0) {
          lines.add("           (%d earlier attempts are in the report)".formatted(from));
        }
        attempts
            .subList(from, attempts.size())
            .forEach(
                each -> lines.add("           round %d %s".formatted(each.round(), each.words())));
      }
    }
    rollbacks.forEach(back ->
        lines.add(
            "rolled back  from %s to %s%s"
                .formatted(
                    back.from().brief(),
                    back.to().brief(),
                    back.reason().isEmpty() ? "" : ": " + back.reason())));
    pauses.forEach(pause -> lines.add("paused     %s: %s".formatted(pause.id(), pause.reason())));
    return lines;
  }

  private static String sealed(Event.Measured audit) {
    return String.format(
        Locale.ROOT,
        "; sealed score %.3f of 1 on %d fresh tasks",
        audit.value(),
        audit.results().size());
  }
}

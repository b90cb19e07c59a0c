package dev.pawl.engine;

import dev.pawl.Candidate;
import dev.pawl.Cost;
import dev.pawl.Hash;
import dev.pawl.engine.Approvals.Answer;
import dev.pawl.engine.Engine.Mode;
import dev.pawl.engine.Promotions.Result;
import dev.pawl.gate.Declared;
import dev.pawl.gate.Declared.Versions;
import dev.pawl.gate.attestation.Awaited;
import dev.pawl.journal.Event;
import dev.pawl.journal.Timing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Where results of a run are put before the gate: the champions of its rounds, and the versions of
/// its improver. When a declared trigger fires there, the run pauses.
final class Gatehouse {

  private final Declared declared;
  private final Surroundings around;
  private final Promotions<Candidate> champions;
  private final Promotions<Version> versions;
  private final Pauses pauses;
  private final Approvals approvals;
  private final Map<Long, Long> wallNanos = new HashMap<>();
  private int escapes;
  private boolean takenBack;
  private long championNanos;
  private long versionNanos;
  private Optional<String> stopped = Optional.empty();

  /// @param approvals of versions that are to write
  /// @param acknowledged pauses that somebody has seen
  /// @param timings that the journal holds
  /// @param learned charges what counts as compute
  Gatehouse(
      Declared declared,
      Approvals approvals,
      Set<String> acknowledged,
      Surroundings around,
      List<Timing> timings,
      Consumer<Cost> learned) {
    this.declared = declared;
    this.approvals = approvals;
    this.around = around;
    champions =
        new Promotions<>(
            Event.CHAMPIONS,
            declared,
            declared.championPlan(),
            false,
            Candidate::id,
            around.reports(),
            around);
    versions =
        new Promotions<>(
            Event.VERSIONS,
            declared,
            declared.versionPlan(),
            approvals.areNeeded(),
            Version::id,
            declared.versions() == Versions.BIND ? learned : around.reports(),
            around);
    pauses = new Pauses(acknowledged, around);
    timings.forEach(timing -> wallNanos.put(timing.ticket(), timing.wallNanos()));
  }

  /// Why the run must stop, if so.
  Optional<String> stopped() {
    return stopped;
  }

  /// The champion that was promoted last; empty if champions are not put before the gate.
  Optional<Candidate> promoted() {
    return champions.promoted();
  }

  /// What the gate said so far; empty while nothing has been put before it.
  Optional<String> words() {
    List<String> words = new ArrayList<>();
    champions.promoted().ifPresent(_ -> words.add(champions.words()));
    versions.promoted().ifPresent(_ -> words.add(versions.words()));
    return words.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", words));
  }

  /// Whether a new version has to wait, for the gate or for people, before anybody writes with it.
  boolean mustWait(Improver improver) {
    return declared.versions() == Versions.BIND
        && (approvals.areNeeded()
            || (versions.promoted().isPresent() && improver.proving().isPresent()));
  }

  /// Notes how long a ticket took.
  ///
  /// @param timing null if its result was read from the journal
  void settled(long ticket, @Nullable Timing timing) {
    Long recorded = wallNanos.remove(ticket);
    long nanos = timing != null ? timing.wallNanos() : recorded == null ? 0 : recorded;
    championNanos += nanos;
    versionNanos += nanos;
  }

  /// Takes over what the run that this is a fork of has used.
  void forked(Event.Forked fork) {
    champions.usedElsewhere(fork.champions());
    versions.usedElsewhere(fork.versions());
  }

  /// Takes what people did between two sessions.
  void people(Event event) {
    if (event instanceof Event.RolledBack back && back.holdOut().equals(Event.VERSIONS)) {
      versions.rolledBack(back);
      takenBack = declared.versions() == Versions.BIND;
    } else if (event instanceof Event.RolledBack back) {
      champions.rolledBack(back);
    } else if (event instanceof Event.Approved approved) {
      approvals.approved(approved);
    }
  }

  /// The version that writes again from the next round on, since the one after it was taken back;
  /// told once.
  Optional<Version> writesAgain() {
    Optional<Version> back = takenBack ? versions.promoted() : Optional.empty();
    takenBack = false;
    return back;
  }

  /// Puts the champion of a round before the gate.
  void champion(int round, Candidate champion, Optional<Proving<Candidate>> proving) {
    if (!declared.champions() || proving.isEmpty()) {
      return;
    }
    Result result = champions.consider(round, champion, proving.get(), millis(championNanos));
    championNanos = isNew(result) ? 0 : championNanos;
    after(round, result, champions);
  }

  /// Puts a version before the gate and then, where they must approve it, before people, and says
  /// whether it was promoted. One that cannot be proved needs their approval alone.
  ///
  /// @param lesson hash of what is recorded about how it was learned
  boolean version(int round, Version version, Hash lesson, Optional<Proving<Version>> proving) {
    if (declared.versions() == Versions.OFF || (proving.isEmpty() && !approvals.areNeeded())) {
      return false;
    }
    Hash evidence = lesson;
    if (proving.isPresent()) {
      Result result = versions.consider(round, version, proving.get(), millis(versionNanos));
      versionNanos = isNew(result) ? 0 : versionNanos;
      after(round, result, versions);
      if (!isNew(result) || stopped.isPresent()) {
        return false;
      }
      evidence = result == Result.PROMOTED ? versions.evidence() : lesson;
    }
    return !approvals.areNeeded()
        || approved(version, new Awaited(Awaited.IMPROVER, round, version.id(), evidence));
  }

  private boolean approved(Version version, Awaited change) {
    Answer answer = approvals.ask(change);
    if (answer == Answer.APPROVED) {
      versions.promote(version);
    } else if (answer == Answer.WAITS) {
      stopped = Optional.of(approvals.words(change));
    }
    return answer == Answer.APPROVED;
  }

  private static boolean isNew(Result result) {
    return result == Result.FIRST || result == Result.PROMOTED;
  }

  private static long millis(long nanos) {
    return Math.max(1, nanos / 1_000_000);
  }

  private void after(int round, Result result, Promotions<?> line) {
    stopped =
        result == Result.STOPPED
            ? Optional.of(whyStopped())
            : pauses.after(round, line.pauses(), line.alarms());
  }

  /// Counts an attempt of the candidate of `ticket` to escape.
  void escape(int round, long ticket) {
    escapes++;
    stopped =
        pauses.pause(
            declared.triggers().escape(ticket, escapes).stream()
                .map(pause -> new Event.Paused(round, pause.id(), pause.reason()))
                .toList());
  }

  private String whyStopped() {
    return around.mode() == Mode.RUN
        ? around.stop().get().orElse("stopped")
        : "the end of the journal";
  }
}

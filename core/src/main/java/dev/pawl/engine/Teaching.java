package dev.pawl.engine;

import dev.pawl.Hash;
import dev.pawl.engine.Engine.Mode;
import dev.pawl.engine.Improver.Lesson;
import dev.pawl.journal.Event;
import dev.pawl.journal.EventCodec;
import java.util.Optional;
import java.util.concurrent.ExecutorService;

/// What the improver learns from round to round, and which of its versions writes.
final class Teaching {

  private final Scribe scribe;
  private final Budget budget;
  private final Mode mode;
  private final Improver improver;
  private final Steering steering;
  private final Measuring measuring;
  private Hash pupil = Hash.ZERO;
  private Hash writer = Hash.ZERO;

  Teaching(
      Scribe scribe,
      Budget budget,
      Mode mode,
      Improver improver,
      Steering steering,
      Measuring measuring) {
    this.scribe = scribe;
    this.budget = budget;
    this.mode = mode;
    this.improver = improver;
    this.steering = steering;
    this.measuring = measuring;
  }

  /// Begins a round: a version that people went back to, or pinned, writes from now on, and lessons
  /// go on from it.
  void begin(Optional<Gatehouse> gatehouse) {
    gatehouse.flatMap(Gatehouse::writesAgain).ifPresent(this::goBackTo);
    steering.writesInstead(writer).ifPresent(this::goBackTo);
  }

  /// Ends a round: lets the improver learn from what it saw, measures what it has become, and puts
  /// that before the gate.
  ///
  /// @param workers idle while this is called
  /// @return why the run must stop, if so
  Optional<String> learn(
      int round, Optional<Gatehouse> gatehouse, Waiting watch, ExecutorService workers) {
    boolean isTheEnd = mode != Mode.RUN && scribe.caughtUp();
    if (isTheEnd || steering.isVersionPinned()) {
      return Optional.empty();
    }
    Optional<Lesson> lesson = lesson(round, watch);
    Optional<Event.Learned> taken = lesson.map(given -> take(round, given, gatehouse));
    if (lesson.isPresent()) {
      scribe.commit();
    } else if (scribe.caughtUp() && watch.isStopWanted()) {
      return watch.stop().get();
    }
    Optional<Version> newest =
        lesson.filter(given -> given.refused().isEmpty()).map(Lesson::version);
    if (newest.isPresent() || pupil.equals(Hash.ZERO)) {
      measuring.measure(round, pupil, () -> improver.measure(round, workers));
    }
    return newest.isPresent() && gatehouse.isPresent()
        ? prove(round, newest.get(), EventCodec.hash(taken.orElseThrow()), gatehouse.get())
        : Optional.empty();
  }

  private Optional<Lesson> lesson(int round, Waiting watch) {
    Event.Learned known = mode == Mode.RERUN ? null : scribe.learned();
    if (known != null) {
      return Optional.of(scribe.lesson(known));
    }
    return mode == Mode.RERUN || scribe.caughtUp()
        ? improver.learn(round, watch)
        : Optional.empty(); // then there was nothing to learn either
  }

  private Event.Learned take(int round, Lesson lesson, Optional<Gatehouse> gatehouse) {
    Version learned = lesson.version();
    scribe.keep(learned);
    Event.Learned event =
        new Event.Learned(
            round,
            learned.id(),
            pupil,
            lesson.recipe(),
            lesson.fromTicket(),
            lesson.toTicket(),
            lesson.lossBefore(),
            lesson.lossAfter(),
            lesson.refused().orElse(""),
            lesson.cost());
    scribe.record(event);
    budget.charge(lesson.cost());
    improver.taught(lesson);
    if (lesson.refused().isEmpty()) {
      pupil = learned.id();
      improver.goOnFrom(learned);
      if (gatehouse.isEmpty() || !gatehouse.get().mustWait(improver)) {
        adopt(learned);
      }
    }
    return event;
  }

  /// Puts a version before the gate; one that had to wait for that writes from now on if it is
  /// promoted and, where people must approve it, approved.
  ///
  /// @param lesson hash of what is recorded about how it was learned
  private Optional<String> prove(int round, Version learned, Hash lesson, Gatehouse gatehouse) {
    boolean waiting = gatehouse.mustWait(improver);
    boolean promoted = gatehouse.version(round, learned, lesson, improver.proving());
    if (waiting && promoted) {
      adopt(learned);
    }
    return gatehouse.stopped();
  }

  /// What was learned since is left behind.
  private void goBackTo(Version counts) {
    pupil = counts.id();
    improver.goOnFrom(counts);
    adopt(counts);
  }

  private void adopt(Version version) {
    writer = version.id();
    steering.wrote(writer);
    improver.adopt(version);
  }
}

package dev.pawl.labs.programs.writer;

import dev.pawl.Candidate;
import dev.pawl.Draw;
import dev.pawl.Elite;
import dev.pawl.Proposer;
import dev.pawl.labs.programs.writer.Editor.Edited;
import dev.pawl.labs.programs.writer.Memory.View;
import dev.pawl.llm.Broker;
import dev.pawl.llm.Decided;
import dev.pawl.llm.Exchange;
import dev.pawl.llm.ModelSpec;
import dev.pawl.llm.Outcome.Answered;
import dev.pawl.llm.Outcome.Failed;
import dev.pawl.llm.Request;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// Asks a model for a candidate, in one way, with what was known when its ticket was issued. A pure
/// function of its arguments given a broker that has the answers on its cassette.
final class Writer implements Proposer {

  private static final int REASON_CHARS_MAX = 300;

  private final Setting setting;
  private final Arm arm;
  private final double chance;
  private final List<Double> context;
  private final Notes notes;
  private final View view;

  /// What all writers of a run share.
  ///
  /// @param brokers gives the broker, which is there once the run has opened it
  record Setting(Supplier<Broker> brokers, Brief brief, Prompts prompts, Style style) {

    Broker broker() {
      return brokers.get();
    }
  }

  /// @param chance with which `arm` was chosen
  /// @param context in which it was
  Writer(Setting setting, Arm arm, double chance, List<Double> context, Notes notes, View view) {
    this.setting = setting;
    this.arm = arm;
    this.chance = chance;
    this.context = context;
    this.notes = notes;
    this.view = view;
  }

  @Override
  public String name() {
    return arm.name();
  }

  @Override
  public int parents() {
    return arm.parents();
  }

  @Override
  public Proposal propose(List<Elite> parents, Draw draw) {
    Proposal proposal = ask(parents, draw);
    String wrote =
        proposal instanceof Proposal.Wrote(var candidate, _) ? candidate.id().toString() : "";
    long ticket = draw.purpose("decision").nextLong();
    setting.broker().decided(new Decided(ticket, arm.name(), chance, context, wrote));
    return proposal;
  }

  private Proposal ask(List<Elite> parents, Draw draw) {
    Question question =
        Question.of(arm, setting.brief(), setting.prompts(), notes, view, parents, draw);
    int chars = question.base().files().values().stream().mapToInt(String::length).sum();
    if (chars > setting.style().programCharsMax()) {
      return declined(
          "the program has %d characters; models are shown at most %d (llm.program-chars)"
              .formatted(chars, setting.style().programCharsMax()));
    }
    Request request = question.request();
    String error = "";
    for (int attempt = 1; attempt <= setting.style().attempts(); attempt++) {
      Exchange exchange = setting.broker().ask(request);
      switch (exchange.outcome()) {
        case Failed(var kind, var detail) -> {
          return declined("%s: %s".formatted(kind, detail));
        }
        case Answered(var text, var complete, _) -> {
          switch (child(question.base(), text, complete, draw.purpose("judge " + attempt))) {
            case Edited.Child(var candidate) -> {
              return new Proposal.Wrote(candidate);
            }
            case Edited.Rejected(var why) -> {
              error = why;
              request =
                  request.then(
                      Fence.bounded(text, Style.ANSWER_CHARS_MAX),
                      setting.prompts().fill("again", Map.of("error", why)),
                      draw.purpose("attempt " + attempt).nextLong());
            }
          }
        }
      }
    }
    return declined(
        "no usable patch in %d attempts; the last: %s"
            .formatted(setting.style().attempts(), error));
  }

  private Edited child(Candidate base, String text, boolean complete, Draw draw) {
    return switch (Answer.of(text, complete)) {
      case Answer.Garbled(var error) -> new Edited.Rejected(error);
      case Answer.Understood(_, var patch) -> {
        Edited edited = new Editor(setting.brief().surface()).apply(base, patch);
        yield edited instanceof Edited.Child(var candidate)
            ? stale(candidate, draw).<Edited>map(Edited.Rejected::new).orElse(edited)
            : edited;
      }
    };
  }

  /// Why `candidate` is not new, if it is not.
  private Optional<String> stale(Candidate candidate, Draw draw) {
    double similarity = view.similarity(candidate);
    if (similarity < setting.style().similarityMax()) {
      return Optional.empty();
    }
    boolean same = similarity == 1;
    if (!same && setting.style().judge().isPresent() && isNew(candidate, draw)) {
      return Optional.empty();
    }
    return Optional.of(
        same
            ? "This program has been tried before. Write a different one."
            : "This program is nearly one that has been tried before (similarity %s). Write one that differs in what it does."
                .formatted(similarity));
  }

  /// Asks the judge, who sees the candidate and what it resembles most among the best.
  private boolean isNew(Candidate candidate, Draw draw) {
    ModelSpec judge = setting.style().judge().orElseThrow();
    Sketch sketch = Sketch.of(candidate);
    Optional<Candidate> nearest =
        view.best().stream()
            .map(Memory.Known::candidate)
            .max(
                java.util.Comparator.comparingDouble(
                    (Candidate other) -> sketch.similarity(Sketch.of(other))));
    if (nearest.isEmpty()) {
      return true;
    }
    String user =
        setting
            .prompts()
            .fill(
                "judge",
                Map.of(
                    "one", setting.brief().show(nearest.get()),
                    "other", setting.brief().show(candidate)));
    Request request = Request.of(judge.identity(), "", user, draw.nextLong());
    return setting.broker().ask(request).outcome() instanceof Answered(var text, _, _)
        && text.contains("NOVEL")
        && !text.contains("NOT NOVEL");
  }

  private static Proposal declined(String reason) {
    String line = reason.replaceAll("\\s+", " ").strip();
    return new Proposal.Declined(
        line.length() > REASON_CHARS_MAX ? line.substring(0, REASON_CHARS_MAX) + "..." : line);
  }
}

package dev.pawl.labs.programs.writer;

import dev.pawl.Candidate;
import dev.pawl.Draw;
import dev.pawl.Elite;
import dev.pawl.Score;
import dev.pawl.labs.programs.writer.Arm.ParentRule;
import dev.pawl.labs.programs.writer.Memory.Failure;
import dev.pawl.labs.programs.writer.Memory.Known;
import dev.pawl.labs.programs.writer.Memory.View;
import dev.pawl.llm.Request;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What one ticket asks a model, and which program its patch will be applied to.
///
/// @param base what is patched
record Question(Candidate base, Request request) {

  private static final Comparator<Elite> BY_VALUE =
      Comparator.comparingDouble(elite -> elite.score().value());

  /// Composes a question.
  static Question of(
      Arm arm, Brief brief, Prompts prompts, Notes notes, View view, List<Elite> drawn, Draw draw) {
    Elite parent =
        arm.parent() == ParentRule.BEST
            ? drawn.stream().max(BY_VALUE).orElseThrow()
            : drawn.getFirst();
    Candidate base = parent.candidate();
    List<String> parts = new ArrayList<>();
    parts.add(parent(brief, prompts, parent));
    List<Elite> shown = inspirations(arm, view, parent, drawn);
    if (!shown.isEmpty()) {
      StringBuilder programs = new StringBuilder();
      shown.forEach(elite -> programs.append(bounded(brief, elite)));
      parts.add(prompts.fill("inspirations", Map.of("programs", programs.toString())));
    }
    if (arm.kind() != Kind.CROSS && arm.kind() != Kind.FIX && !notes.advice().isEmpty()) {
      List<String> advice = notes.advice();
      String one = advice.get(draw.purpose("advice").nextInt(advice.size()));
      parts.add(
          prompts.fill(
              "advice", Map.of("advice", Fence.around("advice", one, Style.FEEDBACK_CHARS_MAX))));
    }
    remarks(prompts, view, parent.candidate()).ifPresent(parts::add);
    switch (arm.kind()) {
      case DIFF, REWRITE, FILES -> parts.add(prompts.fill(arm.kind().word(), Map.of()));
      case CROSS -> {
        Elite other = drawn.get(1);
        parts.add(
            prompts.fill(
                "cross",
                Map.of("other", brief.show(other.candidate()), "score", exact(other.score()))));
      }
      case FIX -> {
        Failure failure =
            view.failures().get(draw.purpose("failure").nextInt(view.failures().size()));
        base = failure.candidate();
        parts.add(
            prompts.fill(
                "fix",
                Map.of(
                    "program",
                    brief.show(base),
                    "reason",
                    Fence.around("failure", failure.reason(), Style.FEEDBACK_CHARS_MAX),
                    "score",
                    exact(parent.score()))));
      }
    }
    String system =
        notes.systems().getOrDefault(arm.system(), "").isEmpty()
            ? prompts.fill("system-" + arm.system(), Map.of("language", language(brief)))
            : notes.systems().getOrDefault(arm.system(), "");
    Request request =
        Request.of(
            arm.model().identity(),
            system,
            String.join("\n\n", parts),
            draw.purpose("sample").nextLong());
    return new Question(base, request);
  }

  private static Optional<String> remarks(Prompts prompts, View view, Candidate parent) {
    List<String> remarks =
        view.remarksOn(parent).stream()
            .map(each -> Fence.around("remark", each, Style.FEEDBACK_CHARS_MAX))
            .toList();
    return remarks.isEmpty()
        ? Optional.empty()
        : Optional.of(prompts.fill("remarks", Map.of("remarks", String.join("\n", remarks))));
  }

  /// A score with the digits that it is compared with.
  static String exact(Score score) {
    StringBuilder text = new StringBuilder(Double.toString(score.value()));
    if (!score.tasks().isEmpty() && score.tasks().size() <= 64) {
      text.append(", by task ").append(score.tasks());
    }
    return text.toString();
  }

  static String language(Brief brief) {
    return brief.language().isEmpty() ? "the language of the program" : brief.language();
  }

  private static String parent(Brief brief, Prompts prompts, Elite parent) {
    return prompts.fill(
        "parent",
        Map.of(
            "task",
            Fence.bounded(brief.task(), Brief.TASK_CHARS_MAX),
            "objective",
            brief.objective(),
            "surface",
            new Editor(brief.surface()).editable(parent.candidate()),
            "program",
            brief.show(parent.candidate()),
            "score",
            exact(parent.score()),
            "feedback",
            Fence.around("feedback", parent.score().feedback(), Style.FEEDBACK_CHARS_MAX)));
  }

  /// The worse first: what stands last is remembered best.
  private static List<Elite> inspirations(Arm arm, View view, Elite parent, List<Elite> drawn) {
    List<Elite> candidates =
        switch (arm.inspiration()) {
          case NONE -> List.of();
          case TOP -> view.best().stream().map(Question::elite).toList();
          case OTHERS -> drawn;
        };
    List<Elite> chosen = new ArrayList<>();
    for (Elite each : candidates) {
      boolean isNew =
          !each.candidate().equals(parent.candidate())
              && chosen.stream().noneMatch(c -> c.candidate().equals(each.candidate()));
      if (isNew && chosen.size() < 2) {
        chosen.add(each);
      }
    }
    chosen.sort(BY_VALUE);
    return chosen;
  }

  private static Elite elite(Known known) {
    return new Elite(known.candidate(), known.score(), known.ticket());
  }

  private static String bounded(Brief brief, Elite elite) {
    String program = Fence.bounded(brief.show(elite.candidate()), Style.INSPIRATION_CHARS_MAX);
    return "Value %s:\n%s\n".formatted(exact(elite.score()), program);
  }
}

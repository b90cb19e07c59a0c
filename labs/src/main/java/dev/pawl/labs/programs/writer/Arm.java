package dev.pawl.labs.programs.writer;

import dev.pawl.llm.ModelSpec;
import java.util.ArrayList;
import java.util.List;

/// A way to ask: whom, for what, told what, about which parent, and shown what besides.
///
/// @param system which of the system prompts
record Arm(ModelSpec model, Kind kind, String system, ParentRule parent, Inspiration inspiration) {

  /// Which of the drawn elites is the parent.
  enum ParentRule {
    /// The first, as the archive drew it.
    DRAWN,
    /// The best of three.
    BEST
  }

  /// What is shown besides the parent.
  enum Inspiration {
    /// Nothing.
    NONE,
    /// The best two that are known.
    TOP,
    /// Two that the archive drew.
    OTHERS
  }

  /// How many are drawn where it is more than one.
  static final int DRAWN_MAX = 3;

  /// As the journal names it.
  String name() {
    return "%s %s %s %s %s"
        .formatted(
            model.label(),
            kind.word(),
            system,
            parent.name().toLowerCase(java.util.Locale.ROOT),
            inspiration.name().toLowerCase(java.util.Locale.ROOT));
  }

  /// How many elites it draws.
  int parents() {
    return switch (kind) {
      case CROSS -> 2;
      case FIX -> 1;
      case DIFF, REWRITE, FILES ->
          parent == ParentRule.BEST || inspiration == Inspiration.OTHERS ? DRAWN_MAX : 1;
    };
  }

  /// All ways to ask. To cross and to fix say themselves whom they are about.
  static List<Arm> all(List<ModelSpec> models, List<Kind> kinds, List<String> systems) {
    List<Arm> arms = new ArrayList<>();
    for (ModelSpec model : models) {
      for (Kind kind : kinds) {
        for (String system : systems) {
          if (kind == Kind.CROSS || kind == Kind.FIX) {
            arms.add(new Arm(model, kind, system, ParentRule.DRAWN, Inspiration.NONE));
            continue;
          }
          for (ParentRule parent : ParentRule.values()) {
            for (Inspiration inspiration : Inspiration.values()) {
              arms.add(new Arm(model, kind, system, parent, inspiration));
            }
          }
        }
      }
    }
    return List.copyOf(arms);
  }
}

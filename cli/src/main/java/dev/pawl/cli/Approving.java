package dev.pawl.cli;

import dev.pawl.gate.attestation.Awaited;
import dev.pawl.gate.attestation.Decision;
import dev.pawl.gate.attestation.Decision.Rejected;
import dev.pawl.journal.Petition;
import java.util.List;
import java.util.Locale;

/// How it stands with what a run waits for, in words.
final class Approving {

  private Approving() {}

  /// Who approved, what does not count and why, and what to type next.
  static String words(RunDirectory run, Petition asked, long nowMillis) {
    Decision decision = asked.decide(nowMillis);
    StringBuilder words = new StringBuilder();
    words.append("approved by ").append(names(by(decision))).append(' ');
    words.append("(%d needed)".formatted(asked.approvers().needed()));
    for (Rejected rejected : decision.rejected()) {
      words.append("; that of %s does not count: %s".formatted(signer(rejected), reason(rejected)));
    }
    if (asked.change().change().equals(Awaited.BUDGET)) {
      return words
          .append(
              decision instanceof Decision.Approved
                  ? "; it holds when `pawl resume` asks for it again, with the same options"
                  : "; to sign: pawl approve %s --sign NAME.key; then the same `pawl resume` again"
                      .formatted(run.folder()))
          .toString();
    }
    String next =
        decision instanceof Decision.Approved
            ? "; it goes on with: pawl resume " + run.folder()
            : "; to sign: pawl approve %s --sign NAME.key; to go on without it: pawl resume %s --acknowledge %s"
                .formatted(run.folder(), run.folder(), asked.change().id());
    return words.append(next).toString();
  }

  static List<String> by(Decision decision) {
    return switch (decision) {
      case Decision.Approved(var by, var _) -> by;
      case Decision.Denied(var _, var by, var _) -> by;
    };
  }

  static String reason(Rejected rejected) {
    return rejected.reason().name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static String signer(Rejected rejected) {
    return rejected.signer().isEmpty() ? "nobody" : Table.printable(rejected.signer());
  }

  private static String names(List<String> by) {
    return by.isEmpty() ? "nobody" : String.join(", ", by);
  }
}

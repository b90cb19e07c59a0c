package dev.pawl.labs.redqueen.model;

import dev.pawl.Candidate;
import dev.pawl.Draw;
import dev.pawl.Proposer;
import dev.pawl.Proposer.Proposal.Wrote;
import dev.pawl.corewar.Settings;
import dev.pawl.corewar.Warrior;
import dev.pawl.labs.redqueen.operators.Operators;
import dev.pawl.labs.redqueen.operators.RedcodeText;
import java.util.ArrayList;
import java.util.List;

/// Warriors to test with.
final class Warriors {

  private Warriors() {}

  static Warrior of(String text) {
    return switch (RedcodeText.read(text)) {
      case RedcodeText.Reading.Read(Warrior warrior) -> warrior;
      case RedcodeText.Reading.Unreadable(String reason) -> throw new AssertionError(reason);
    };
  }

  static Warrior of(Candidate candidate) {
    return of(candidate.text());
  }

  /// Half by typed chance, half techniques.
  static List<Warrior> some(int count, Settings settings, long seed) {
    List<Proposer> operators = Operators.all(settings).subList(0, 2);
    List<Warrior> warriors = new ArrayList<>();
    for (int i = 0; warriors.size() < count; i++) {
      Draw draw = Draw.of(seed, i, "warrior");
      if (operators.get(i % 2).propose(List.of(), draw) instanceof Wrote wrote) {
        warriors.add(of(wrote.candidate()));
      }
    }
    return warriors;
  }
}

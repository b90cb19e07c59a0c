package dev.pawl.labs.squared.task;

import dev.pawl.Candidate;
import dev.pawl.Draw;
import dev.pawl.Proposer;
import dev.pawl.Proposer.Proposal;
import dev.pawl.corewar.Instruction;
import dev.pawl.corewar.Settings;
import dev.pawl.corewar.Warrior;
import dev.pawl.labs.redqueen.operators.Operators;
import dev.pawl.labs.redqueen.operators.RedcodeText;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Warriors by chance: a Markov chain of order 1 over a few whole instructions, each of which is a
/// token. All begin with the same one, so the probability of a warrior is that of its tokens after
/// the first. Instructions are those of warriors that operators made; nothing is read from outside.
public final class Arms implements Source {

  /// Where they fight: so small that a battle takes microseconds.
  static final Settings SETTINGS = Settings.of(256, 512, 16, 64, 64);

  private static final int VOCABULARY = 16;

  private final Markov chain;
  private final List<Instruction> instructions;

  /// The source of `seed`.
  public Arms(long seed) {
    this.chain = new Markov(1, VOCABULARY, seed);
    this.instructions = instructions(seed);
  }

  /// Half of them of techniques, half by typed chance.
  private static List<Instruction> instructions(long seed) {
    Set<Instruction> different = new LinkedHashSet<>();
    for (int i = 0; different.size() < VOCABULARY; i++) {
      boolean technique = different.size() < VOCABULARY / 2;
      List<Instruction> code =
          made(technique ? "idiom" : "random", Draw.of(seed, i, "instructions")).code();
      different.add(code.get(i % code.size()));
    }
    return new ArrayList<>(different);
  }

  /// A warrior that an operator makes from nothing.
  static Warrior made(String operator, Draw draw) {
    Proposer proposer =
        Operators.all(SETTINGS).stream()
            .filter(each -> each.name().equals(operator))
            .findFirst()
            .orElseThrow();
    for (int i = 0; ; i++) {
      if (proposer.propose(List.of(), draw.purpose("try " + i))
              instanceof Proposal.Wrote(Candidate candidate, var _)
          && RedcodeText.read(candidate) instanceof RedcodeText.Reading.Read(var warrior)) {
        return warrior;
      }
    }
  }

  /// The warrior that `tokens` are.
  Warrior warrior(int[] tokens) {
    List<Instruction> code = new ArrayList<>();
    for (int token : tokens) {
      code.add(instructions.get(token));
    }
    return Warrior.of(code, 0);
  }

  @Override
  public String name() {
    return "arms";
  }

  @Override
  public int vocabulary() {
    return VOCABULARY;
  }

  @Override
  public boolean isExact() {
    return true;
  }

  @Override
  public int[] sample(Draw draw, int length) {
    int[] tokens = new int[length];
    for (int i = 1; i < length; i++) {
      tokens[i] = chain.picked(tokens[i - 1], draw);
    }
    return tokens;
  }

  @Override
  public double nats(int[] tokens) {
    return chain.nats(tokens);
  }
}

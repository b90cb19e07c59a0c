package dev.pawl.labs.programs.evolution;

import dev.pawl.Candidate;
import dev.pawl.Draw;
import dev.pawl.Elite;
import dev.pawl.Proposer;
import dev.pawl.labs.programs.Lexer;
import dev.pawl.labs.programs.Surface;
import dev.pawl.labs.programs.Surface.Region;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/// Changes a few tokens or a line of one parent, knowing nothing of its language. A floor that
/// every other proposer should beat.
final class TokenMutation implements Proposer {

  private static final double MORE = 0.4;
  private static final double LINE = 0.25;

  private final Surface surface;

  TokenMutation(Surface surface) {
    this.surface = surface;
  }

  @Override
  public String name() {
    return "mutate-token";
  }

  @Override
  public int parents() {
    return 1;
  }

  @Override
  public Proposal propose(List<Elite> parents, Draw draw) {
    Candidate parent = parents.getFirst().candidate();
    List<Region> regions = surface.regions(parent);
    Region region = regions.get(draw.nextInt(regions.size()));
    String before = region.in(parent);
    String text = before;
    do {
      text = draw.nextDouble() < LINE ? line(text, draw) : token(text, draw);
    } while (draw.nextDouble() < MORE);
    return text.equals(before)
        ? new Proposal.Declined("nothing changed")
        : new Proposal.Wrote(region.replace(parent, text));
  }

  private static String token(String text, Draw draw) {
    List<String> tokens = new ArrayList<>(Lexer.split(text));
    List<Integer> places =
        IntStream.range(0, tokens.size())
            .filter(i -> Lexer.kind(tokens.get(i)) != Lexer.Kind.BLANK)
            .boxed()
            .toList();
    if (places.isEmpty()) {
      return text;
    }
    int at = places.get(draw.nextInt(places.size()));
    String token = tokens.get(at);
    if (Lexer.kind(token) == Lexer.Kind.NUMBER && draw.nextDouble() < 0.7) {
      tokens.set(at, number(token, draw));
      return String.join("", tokens);
    }
    switch (draw.nextInt(8)) {
      case 0 -> tokens.remove(at);
      case 1 -> tokens.add(at, token);
      case 2 -> Collections.swap(tokens, at, places.get(draw.nextInt(places.size())));
      default -> {
        List<String> others =
            places.stream()
                .map(tokens::get)
                .filter(t -> Lexer.kind(t) == Lexer.kind(token) && !t.equals(token))
                .toList();
        if (!others.isEmpty()) {
          tokens.set(at, others.get(draw.nextInt(others.size())));
        }
      }
    }
    return String.join("", tokens);
  }

  private static String number(String token, Draw draw) {
    try {
      if (token.matches("\\d+")) {
        long value = Long.parseLong(token);
        long change = 1L + draw.nextInt(1 << draw.nextInt(4));
        return Long.toString(Math.max(0, draw.nextBoolean() ? value + change : value - change));
      }
      double factor = 1 + (draw.nextDouble() - 0.5) * (draw.nextBoolean() ? 0.02 : 0.5);
      return Double.toString(Double.parseDouble(token) * factor);
    } catch (NumberFormatException e) {
      return token;
    }
  }

  private static String line(String text, Draw draw) {
    List<String> lines = new ArrayList<>(List.of(text.split("(?<=\\n)", -1)));
    int at = draw.nextInt(lines.size());
    int other = draw.nextInt(lines.size());
    switch (draw.nextInt(3)) {
      case 0 -> lines.remove(at);
      case 1 -> lines.add(other, lines.get(at));
      default -> Collections.swap(lines, at, other);
    }
    return String.join("", lines);
  }
}

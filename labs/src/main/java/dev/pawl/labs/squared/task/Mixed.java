package dev.pawl.labs.squared.task;

import dev.pawl.Draw;
import java.util.List;
import java.util.stream.Collectors;

/// Some sources, each sequence from one of them. Their tokens are different ones, so the first
/// token tells which, and probabilities after it are those of that source.
///
/// @param sources whose tokens follow each other in this order; two to [#SOURCES_MAX]
public record Mixed(List<Source> sources) implements Source {

  /// The most sources.
  public static final int SOURCES_MAX = 4;

  public Mixed {
    sources = List.copyOf(sources);
    if (sources.size() < 2 || sources.size() > SOURCES_MAX) {
      throw new IllegalArgumentException(
          "%d sources were to be mixed; there must be from 2 to %d"
              .formatted(sources.size(), SOURCES_MAX));
    }
  }

  @Override
  public String name() {
    return sources.stream().map(Source::name).collect(Collectors.joining("+"));
  }

  @Override
  public int vocabulary() {
    return firstToken(sources.size());
  }

  /// The first token of a source.
  private int firstToken(int which) {
    return sources.subList(0, which).stream().mapToInt(Source::vocabulary).sum();
  }

  @Override
  public boolean isExact() {
    return sources.stream().allMatch(Source::isExact);
  }

  /// From any, with even chances.
  @Override
  public int[] sample(Draw draw, int length) {
    int which = draw.purpose("source").nextInt(sources.size());
    return ofSource(which, sources.get(which).sample(draw, length));
  }

  /// A sequence of one source, with the tokens that it has here.
  int[] ofSource(int which, int[] tokens) {
    return moved(tokens, firstToken(which));
  }

  @Override
  public double nats(int[] tokens) {
    int which = 0;
    while (tokens[0] >= firstToken(which + 1)) {
      which++;
    }
    return sources.get(which).nats(moved(tokens, -firstToken(which)));
  }

  private static int[] moved(int[] tokens, int by) {
    int[] moved = tokens.clone();
    for (int i = 0; i < moved.length; i++) {
      moved[i] += by;
    }
    return moved;
  }
}

package dev.pawl.corewar.mars;

import java.util.List;
import java.util.stream.IntStream;

/// All that a round leaves behind, in a form that two simulators can be compared by. The lists have
/// an element for each warrior.
record RoundFacts(
    List<Integer> cyclesAlive,
    List<Boolean> alive,
    List<Integer> tasks,
    long instructions,
    long coreHash,
    List<Integer> spawned,
    List<Integer> coverage) {

  static RoundFacts of(Mars mars, int warriors) {
    return new RoundFacts(
        IntStream.range(0, warriors).mapToObj(mars::cyclesAlive).toList(),
        IntStream.range(0, warriors).mapToObj(mars::alive).toList(),
        IntStream.range(0, warriors).mapToObj(mars::tasks).toList(),
        mars.instructions(),
        mars.coreHash(),
        IntStream.range(0, warriors).mapToObj(mars::spawned).toList(),
        IntStream.range(0, warriors).mapToObj(mars::coverage).toList());
  }

  /// What a round that was not traced is good for.
  RoundFacts untraced() {
    return new RoundFacts(cyclesAlive, alive, tasks, instructions, coreHash, List.of(), List.of());
  }

  /// What a round that was not fought to the end is good for.
  RoundFacts outcome() {
    return new RoundFacts(cyclesAlive, alive, List.of(), 0, 0, List.of(), List.of());
  }
}

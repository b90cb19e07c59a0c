package dev.pawl.benchmarks;

import dev.pawl.corewar.Settings;
import dev.pawl.corewar.Warrior;
import dev.pawl.corewar.mars.Battle;
import dev.pawl.corewar.mars.BattleResult;
import dev.pawl.corewar.mars.Mars;
import dev.pawl.corewar.mars.Placement;
import dev.pawl.corewar.mars.WarmUp;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Our side of the script `mars-peers`: fights the battles of a file, with lines `warrior warrior
/// rounds position`, and prints wins, losses and ties of the first warriors and the seconds of CPU
/// time, once with and once without the compilation that happens in the first run.
final class MarsPeers {
  private static final int RUNS = 6;

  private record Fight(List<Warrior> pair, int rounds, int position) {}

  private MarsPeers() {}

  public static void main(String[] args) throws IOException {
    var fights = new ArrayList<Fight>();
    for (String line : Files.readAllLines(Path.of(args[0]))) {
      String[] words = line.split(" ", -1);
      fights.add(
          new Fight(
              List.of(MarsWarriors.file(Path.of(words[0])), MarsWarriors.file(Path.of(words[1]))),
              Integer.parseInt(words[2]),
              Integer.parseInt(words[3])));
    }
    WarmUp.run();
    var mars = new Mars(Settings.STANDARD, 2);
    var threads = ManagementFactory.getThreadMXBean();
    double first = 0;
    double best = Double.MAX_VALUE;
    int[] score = new int[3];
    for (int run = 0; run < RUNS; run++) {
      score = new int[3];
      long before = threads.getCurrentThreadCpuTime();
      for (Fight fight : fights) {
        var placement = Placement.fixed(Settings.STANDARD, 2, fight.position());
        BattleResult result = Battle.fight(mars, fight.pair(), fight.rounds(), placement);
        score[0] += result.standings().getFirst().wins();
        score[1] += result.standings().getFirst().losses();
        score[2] += result.standings().getFirst().ties();
      }
      double seconds = (threads.getCurrentThreadCpuTime() - before) / 1e9;
      first = run == 0 ? seconds : first;
      best = Math.min(best, seconds);
    }
    System.out.printf("%d %d %d %.3f %.3f%n", score[0], score[1], score[2], best, first);
  }
}

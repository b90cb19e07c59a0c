package dev.pawl.cli;

import dev.pawl.cli.Fleet.Member;
import dev.pawl.cli.report.Report;
import dev.pawl.labs.Study;
import dev.pawl.study.Setting;
import dev.pawl.study.StudyFile;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// All arms of an ascent with all seeds.
final class Ascent {

  private final Path study;
  private final List<String> arms;
  private final int seeds;
  private final List<Setting> settings;
  private final Path folder;
  private final PrintWriter err;

  Ascent(
      Path study,
      List<String> arms,
      int seeds,
      List<Setting> settings,
      Path folder,
      PrintWriter err) {
    this.study = study;
    this.arms = List.copyOf(arms);
    this.seeds = seeds;
    this.settings = List.copyOf(settings);
    this.folder = folder;
    this.err = err;
  }

  /// Runs what is not finished, and reports.
  ///
  /// @param atOnce how many runs go on at the same time
  Answer answer(int atOnce) throws InterruptedException {
    List<Member> climbs = climbs();
    climbs.forEach(Member::read); // all that is wrong with the study is said before anything starts
    err.printf(
        "%s: %d arms, %d seeds, %d runs; ctrl-C stops it, and nothing is lost%n",
        folder, arms.size(), seeds, climbs.size());
    return new Fleet(climbs, folder, err).answer(atOnce, Report::write);
  }

  /// By seeds, so that what there is when somebody stops it can be compared.
  private List<Member> climbs() {
    List<Member> climbs = new ArrayList<>();
    for (int seed = 1; seed <= seeds; seed++) {
      int chance = seed;
      for (String arm : arms) {
        climbs.add(new Member(arm + "-" + seed, more -> read(arm, chance, more)));
      }
    }
    return climbs;
  }

  private Study read(String arm, int seed, List<Setting> more) {
    List<Setting> all = new ArrayList<>(settings);
    all.addAll(more);
    all.add(new Setting("--arms " + arm, "redqueen.model.arm", arm));
    all.add(new Setting("seed " + seed, "seed", Integer.toString(seed)));
    return Study.of(StudyFile.read(study, all));
  }
}

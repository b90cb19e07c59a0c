package dev.pawl.labs.redqueen.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.corewar.Warrior;
import dev.pawl.labs.redqueen.model.Writer.Written;
import dev.pawl.labs.redqueen.operators.RedcodeText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Each pathology is planted alone in evidence that is otherwise good.
class GuardsTest {

  private static final List<Warrior> SOUND = Warriors.some(64, Pupils.SETTINGS, 7);

  @Test
  void refusal_ofASoundVersion_isNone() {
    assertThat(Guards.refusal(evidence(samples(SOUND)))).isEmpty();
  }

  @Test
  void refusal_whereSamplesAreFewDifferentOnes_namesTheCollapse() {
    List<Warrior> few = new ArrayList<>();
    for (int i = 0; i < 64; i++) {
      few.add(SOUND.get(i % 5));
    }

    assertThat(Guards.refusal(evidence(samples(few))))
        .contains("only 5 of 64 samples differ; at least 50 % must");
  }

  @Test
  void refusal_whereSamplesDifferInOneNumber_namesTheDistance() {
    List<Warrior> alike = new ArrayList<>();
    for (int i = 0; i < 64; i++) {
      List<String> lines = new ArrayList<>(List.of("ORG 0", "DAT.F #0, #" + i));
      lines.addAll(Collections.nCopies(19, "MOV.I $0, $1"));
      alike.add(Warriors.of(String.join("\n", lines) + "\n"));
    }

    // One instruction of twenty differs between any two.
    assertThat(Guards.refusal(evidence(samples(alike))))
        .contains(
            "two samples differ in 0.050 of their code on average; it must be 0.100 at least");
  }

  @Test
  void refusal_whereSamplesWereInTheTraining_namesTheShare() {
    Set<String> known = new HashSet<>();
    SOUND.subList(0, 40).forEach(w -> known.add(RedcodeText.write(w, Pupils.SETTINGS)));
    Evidence evidence = new Evidence(2, 1.8, samples(SOUND), 20, 2, 0, known, Pupils.SETTINGS, 0);

    assertThat(Guards.refusal(evidence).orElseThrow())
        .matches("4\\d of 64 samples are warriors that it was trained on; the most is 50 %");
  }

  @Test
  void refusal_whereEditsGiveTheParentAgain_namesTheShare() {
    Evidence evidence =
        new Evidence(2, 1.8, samples(SOUND), 40, 33, 0, Set.of(), Pupils.SETTINGS, 0);

    assertThat(Guards.refusal(evidence))
        .contains("33 of 40 edits give the parent again; the most is 75 %");
  }

  @Test
  void refusal_whereSamplesAreToStayWhereTheyAre_namesTheShare() {
    List<Written> sitters = new ArrayList<>();
    for (int i = 0; i < 64; i++) {
      List<Integer> cell = List.of(2, i < 40 ? 0 : 3);
      sitters.add(new Written(Optional.of(SOUND.get(i)), cell, true, 0, 1));
    }

    assertThat(Guards.refusal(evidence(sitters)))
        .contains("40 of 64 samples are meant to stay where they are; the most is 50 %");
  }

  @Test
  void refusal_whereSamplesHaveNoEnd_namesTheShare() {
    List<Written> endless =
        SOUND.stream().map(w -> new Written(Optional.of(w), List.of(1, 1), false, 0, 1)).toList();

    assertThat(Guards.refusal(evidence(endless)))
        .contains("64 of 64 samples run into the limit; the most is 50 %");
  }

  @Test
  void refusal_whereItsLessonsHadNoEndEither_isNotItsFault() {
    List<Written> half = new ArrayList<>(samples(SOUND));
    for (int i = 0; i < 40; i++) {
      half.set(i, new Written(Optional.of(SOUND.get(i)), List.of(1, 1), false, 0, 1));
    }

    assertThat(Guards.refusal(endless(half, 0.5))).isEmpty();
    assertThat(Guards.refusal(endless(half, 0.3)))
        .contains("40 of 64 samples run into the limit; the most is 55 %");
  }

  private static Evidence endless(List<Written> samples, double tooLong) {
    return new Evidence(2, 1.8, samples, 20, 2, tooLong, Set.of(), Pupils.SETTINGS, 0);
  }

  @Test
  void refusal_whereTheLossJumpsOrIsNoNumber_namesBoth() {
    assertThat(Guards.refusal(evidence(1.5, 2.25, samples(SOUND))))
        .contains("the loss on held-out texts went from 1.500 to 2.250; it may rise by 0.500");
    assertThat(Guards.refusal(evidence(1.5, Double.NaN, samples(SOUND))))
        .contains("the loss on held-out texts went from 1.500 to NaN; it may rise by 0.500");
  }

  @Test
  void refusal_ofSeveralPathologies_namesAll() {
    List<Warrior> one = Collections.nCopies(64, SOUND.getFirst());

    assertThat(Guards.refusal(evidence(1, 9, samples(one))).orElseThrow())
        .contains("; only 1 of 64 samples differ");
  }

  @Test
  void refusal_ofNoWarriorAtAll_saysSo() {
    List<Written> nothing =
        Collections.nCopies(8, new Written(Optional.empty(), List.of(1, 1), true, 0, 1));

    assertThat(Guards.refusal(evidence(nothing))).contains("none of 8 samples is a warrior");
  }

  private static List<Written> samples(List<Warrior> warriors) {
    return warriors.stream()
        .map(w -> new Written(Optional.of(w), List.of(1, 1), true, 0, 1))
        .toList();
  }

  private static Evidence evidence(List<Written> samples) {
    return evidence(2, 1.8, samples);
  }

  private static Evidence evidence(double before, double after, List<Written> samples) {
    return new Evidence(before, after, samples, 20, 2, 0, Set.of(), Pupils.SETTINGS, 0);
  }
}

package dev.pawl.redteam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.Bounds;
import dev.pawl.Hash;
import dev.pawl.Score;
import dev.pawl.jail.Bytes;
import dev.pawl.jail.Compiled;
import dev.pawl.jail.Ending;
import dev.pawl.jail.Ran;
import dev.pawl.jail.Stepped;
import dev.pawl.jail.StrictJson;
import dev.pawl.jail.StrictJson.Parsed;
import dev.pawl.journal.EventCodec;
import dev.pawl.study.StudyException;
import dev.pawl.study.StudyFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;

/// Attacks on what reads what a candidate wrote.
class ReadingRedTeamTest {

  @TestFactory
  Stream<DynamicTest> reader_attacked_givesTheVerdictInTheName() {
    return Stream.of(
        attack("06-depth-of-a-million.refused", () -> refused("[".repeat(1_000_000))),
        attack("06-million-digits.refused", () -> refused("9".repeat(1_000_000))),
        attack("06-hundred-thousand-names.refused", () -> refused(names(100_000))),
        attack("06-endless-text.refused", () -> refused('"' + "a".repeat(2_000_000) + '"')),
        attack("28-not-a-number.refused", () -> noScore(Double.NaN)),
        attack("28-infinity.refused", () -> noScore(Double.POSITIVE_INFINITY)),
        attack("28-minus-infinity.refused", () -> noScore(Double.NEGATIVE_INFINITY)),
        attack("28-beyond-the-bounds.refused", () -> noScore(1e308)),
        attack("28-negative-zero.exited", this::negativeZero),
        attack("28-number-in-a-trait.refused", this::noTrait),
        attack("29-number-as-text.exited", this::numberAsText),
        attack("29-number-beyond-double.refused", () -> refused("{\"x\": 1e999}")),
        attack("29-number-beyond-long.refused", () -> refused("{\"x\": 9223372036854775808}")),
        attack("29-hexadecimal.refused", () -> refused("{\"x\": 0x1p3}")),
        attack("29-word-for-infinity.refused", () -> refused("{\"x\": Infinity}")),
        attack("29-name-twice.refused", () -> refused("{\"x\": 0, \"x\": 1}")),
        attack("29-text-behind-the-end.refused", () -> refused("{\"x\": 0} {\"x\": 1}")),
        attack("29-comma-of-another-country.refused", () -> refused("{\"x\": 0,5}")),
        attack("30-objects-that-lie.blocked", this::objectsThatLie),
        attack("31-serialised-object-of-java.refused", this::serialisedObject),
        attack("31-pickle.refused", () -> refusedBytes(PICKLE)),
        attack("31-tag-of-yaml.refused", this::tagOfYaml),
        attack("48-journal-of-great-depth.refused", this::journalOfGreatDepth),
        attack("48-study-of-great-depth.refused", this::studyOfGreatDepth));
  }

  /// Protocol 0 of Python's pickle: calls `os.system`.
  private static final byte[] PICKLE = GateRedTeamTest.utf8("cos\nsystem\n(S'touch /tmp/x'\ntR.");

  private static DynamicTest attack(String name, Executable attack) {
    return DynamicTest.dynamicTest(name, attack);
  }

  private static String names(int count) {
    StringBuilder all = new StringBuilder("{");
    for (int i = 0; i < count; i++) {
      all.append("\"n").append(i).append("\": 0, ");
    }
    return all.append("\"end\": 0}").toString();
  }

  private static void refused(String json) {
    refusedBytes(GateRedTeamTest.utf8(json));
  }

  private static void refusedBytes(byte[] bytes) {
    assertThat(StrictJson.read(Bytes.of(bytes))).isInstanceOf(Parsed.Refused.class);
  }

  private static void noScore(double value) {
    assertThatThrownBy(() -> Score.of(value, Bounds.UNIT))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Score(0, Bounds.UNIT, List.of(value), List.of(), ""))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private void negativeZero() {
    assertThat(1 / Score.of(-0.0, Bounds.UNIT).value()).isEqualTo(Double.POSITIVE_INFINITY);
  }

  private void noTrait() {
    assertThat(DoubleStream.of(Double.NaN, Double.NEGATIVE_INFINITY).boxed())
        .allSatisfy(trait ->
            assertThatThrownBy(() -> new Score(0, Bounds.UNIT, List.of(), List.of(trait), ""))
                .isInstanceOf(IllegalArgumentException.class));
  }

  /// It stays a text: whoever wants a number finds none.
  private void numberAsText() {
    assertThat(StrictJson.read(Bytes.of("{\"x\": \"1e999\"}")))
        .isInstanceOfSatisfying(
            Parsed.Value.class, value -> assertThat(value.root().get("x").isNumber()).isFalse());
  }

  /// Whatever is comparable, lazy or mutable stays inside: what crosses the walls is made of these
  /// types, none of which can be extended.
  private void objectsThatLie() {
    Set<Class<?>> seen = new HashSet<>();
    for (Class<?> crossing : List.of(Ran.class, Stepped.class, Compiled.class, Ending.class)) {
      closed(crossing, seen);
    }
    assertThat(seen).contains(Ran.class, Bytes.class, Ending.TriedToEscape.class);
  }

  private static void closed(Class<?> type, Set<Class<?>> seen) {
    boolean known = type.isPrimitive() || type.isEnum() || type == String.class;
    if (known || type.getPackageName().startsWith("java.util") || !seen.add(type)) {
      return;
    }
    if (type.isSealed()) {
      for (Class<?> each : type.getPermittedSubclasses()) {
        closed(each, seen);
      }
      return;
    }
    assertThat(Modifier.isFinal(type.getModifiers())).as("%s is final", type).isTrue();
    if (type.isRecord()) {
      for (RecordComponent each : type.getRecordComponents()) {
        classes(each.getGenericType()).forEach(part -> closed(part, seen));
      }
    } else {
      assertThat(type).as("not a record").isIn(Bytes.class, Hash.class);
    }
  }

  private static List<Class<?>> classes(Type type) {
    List<Class<?>> all = new ArrayList<>();
    if (type instanceof Class<?> single) {
      all.add(single);
    } else if (type instanceof ParameterizedType many) {
      all.addAll(classes(many.getRawType()));
      for (Type argument : many.getActualTypeArguments()) {
        all.addAll(classes(argument));
      }
    }
    return all;
  }

  private void serialisedObject() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(new ArrayList<>(List.of("gadget")));
    }
    refusedBytes(bytes.toByteArray());
  }

  /// No object is ever made of a study.
  private void tagOfYaml() {
    StudyFile file =
        StudyFile.parse(
            "attack", Path.of(""), "seed: !!javax.script.ScriptEngineManager [x]\n", List.of());
    file.root().longInteger("seed", 1, 0, 9);

    assertThatThrownBy(file::check).isInstanceOf(StudyException.class);
  }

  private void journalOfGreatDepth() {
    assertThatThrownBy(() -> EventCodec.decode("Scored", "{\"cost\":".repeat(200_000)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private void studyOfGreatDepth() {
    assertThatThrownBy(() -> StudyFile.parse("attack", Path.of(""), "[".repeat(200_000), List.of()))
        .isInstanceOf(StudyException.class);
  }
}

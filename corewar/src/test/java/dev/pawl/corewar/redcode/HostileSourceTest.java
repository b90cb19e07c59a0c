package dev.pawl.corewar.redcode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.corewar.Settings;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Source texts that are meant to hang, exhaust or crash an assembler.
class HostileSourceTest {

  private static final int MEGABYTE = 1 << 20;

  private static String numbered(int count, String format) {
    return IntStream.range(0, count)
        .mapToObj(i -> format.replace("{0}", "" + i).replace("{1}", "" + (i + 1)))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  static Stream<Arguments> bombs() {
    return Stream.of(
        Arguments.of(
            "doubling names", "x0 equ 1\n" + numbered(40, "x{1} equ x{0}+x{0}") + "dat x40"),
        Arguments.of("doubling empty", "x0 equ\n" + numbered(40, "x{1} equ x{0} x{0}") + "dat x40"),
        Arguments.of(
            "doubling forward", "dat x40\n" + numbered(40, "x{1} equ x{0} x{0}") + "x0 equ\n"),
        Arguments.of(
            "doubling lines",
            "x0 equ org 0\n" + numbered(40, "x{1} equ x{0}\n equ x{0}") + "x40\n"),
        Arguments.of("long chain", "x0 equ 1\n" + numbered(5000, "x{1} equ x{0}") + "dat x5000"),
        Arguments.of("long forward chain", "dat x0\n" + numbered(9000, "x{0} equ x{1}")),
        Arguments.of("circle", "a equ b\nb equ a\ndat a"),
        Arguments.of("circle below", "dat aa\naa equ bb\nbb equ aa"),
        Arguments.of("nested loops", "for 65000\n".repeat(20) + "rof\n".repeat(20)),
        Arguments.of("deep loops", "for 1\n".repeat(50_000)),
        Arguments.of("deep skipped", "for 0\n".repeat(50_000)),
        Arguments.of("loop of pseudo", "for 65000\norg 0\nrof\n".repeat(100)),
        Arguments.of("loop of nothing", "for 65535\nrof\n".repeat(1000)),
        Arguments.of("loop in text", "x equ for 9999\n equ rof\n" + "x\n".repeat(2000)),
        Arguments.of("parentheses", "dat " + "(".repeat(MEGABYTE / 2)),
        Arguments.of(
            "parentheses in text", "p equ ((((((((((\nq equ p p p p p p p p p p\ndat q q q q"),
        Arguments.of("signs", "dat " + "-".repeat(250) + "1\norg 99"),
        Arguments.of("one line", "x".repeat(MEGABYTE - 1)),
        Arguments.of("one comment", ";" + "x".repeat(MEGABYTE - 1)),
        Arguments.of("beyond the limit", " ".repeat(MEGABYTE + 1)),
        Arguments.of("backslashes", "\\\n".repeat(MEGABYTE / 2)),
        Arguments.of("zeros", "\0".repeat(MEGABYTE)),
        Arguments.of("labels", numbered(50_000, "l{0}")),
        Arguments.of("concatenations", "dat x" + "&i".repeat(100)),
        Arguments.of("surrogates", "\ud800".repeat(1000) + "\udfff dat 1"),
        Arguments.of("division", "dat 1/0"),
        Arguments.of("nothing", ""));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("bombs")
  void assemble_bomb_isRejected(String name, String source) {
    assertThat(Assembler.assemble(source, Settings.STANDARD))
        .isInstanceOfSatisfying(
            Assembly.Rejected.class, r -> assertThat(r.errors()).hasSizeLessThan(50));
  }

  @Test
  void assemble_hugeNumbers_areTakenModuloTheCore() {
    String source =
        "dat "
            + "9".repeat(200)
            + ", -9223372036854775807-1\ndat 0, (a=0-9223372036854775807-1)/-1";
    assertThat(Assembler.assemble(source, Settings.STANDARD))
        .isInstanceOf(Assembly.Assembled.class);
  }

  @Test
  void assemble_randomText_answersWithinItsBounds() {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(1);
    List<String> pieces =
        List.of(
            "mov", ";assert", "equ", "for", "rof", "a", "b", "&", ".", ",", "#", "(", ")", "=", "<",
            "1", "99", "\n", "\n", ";", ":", "\\", "\0", "é", "end", "!", "x");
    int rejected = 0;
    for (int i = 0; i < 3000; i++) {
      String source =
          random
              .ints(random.nextInt(200), 0, pieces.size())
              .mapToObj(p -> pieces.get(p) + (random.nextBoolean() ? " " : ""))
              .collect(Collectors.joining());
      switch (Assembler.assemble(source, Settings.STANDARD)) {
        case Assembly.Assembled(var warrior, _, _) ->
            assertThat(warrior.code()).hasSizeLessThanOrEqualTo(Settings.STANDARD.length());
        case Assembly.Rejected(var errors) -> {
          rejected++;
          assertThat(errors).hasSizeLessThan(50);
        }
      }
    }
    assertThat(rejected).isGreaterThan(2000);
  }
}

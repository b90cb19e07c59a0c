package dev.pawl.corewar.redcode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.corewar.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The 48 small programs of which we recorded what pMARS 0.9.2 says.
class GoldenTest {

  private static final AssemblerOptions AS_RECORDED = new AssemblerOptions(Dialect.ICWS_94, 1, 0);

  record Case(String name, String source, boolean accepted, List<String> listing) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> cases() throws IOException, URISyntaxException {
    Path folder =
        Path.of(Objects.requireNonNull(GoldenTest.class.getResource("asm_micro")).toURI());
    Map<String, Map<String, Object>> golden =
        Json.read(Files.readString(folder.resolve("golden.json")));
    assertThat(golden).hasSize(48);
    return golden.entrySet().stream()
        .map(entry ->
            new Case(
                entry.getKey(),
                read(folder.resolve(entry.getKey() + ".red")),
                "0".equals(entry.getValue().get("rc")),
                Json.strings(Objects.requireNonNull(entry.getValue().get("listing")))));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void assemble_recordedProgram_listsAsPmarsDid(Case recorded) {
    Assembly assembly = Assembler.assemble(recorded.source(), Settings.STANDARD, AS_RECORDED);
    switch (assembly) {
      case Assembly.Assembled(var warrior, _, _) -> {
        assertThat(recorded.accepted()).isTrue();
        assertThat(Pmars.normalised(Listing.of(warrior))).isEqualTo(recorded.listing());
      }
      // pMARS accepts a program without instructions, but that is no warrior.
      case Assembly.Rejected(var errors) ->
          assertThat(recorded.accepted())
              .as(errors.toString())
              .isEqualTo(recorded.name().equals("empty"));
    }
  }
}

package dev.pawl.jail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The reader alone, on folders as an attacker would leave them.
class ArtifactsTest {

  private static final Restrictions LIMITS = Restrictions.DEFAULT.withOutput(1000, 4096, 5, 1000);

  @TempDir Path out;

  @Test
  void read_filesInFolders_givesThemByPath() throws IOException {
    Files.createDirectories(out.resolve("d"));
    Files.writeString(out.resolve("d/b"), "two");
    Files.writeString(out.resolve("a.json"), "one");

    assertThat(read())
        .isEqualTo(
            new Artifacts.Found.All(
                List.of(
                    Artifact.of("a.json", Bytes.of("one")), Artifact.of("d/b", Bytes.of("two")))));
  }

  @Test
  void read_linkToSecret_isRefused() throws IOException {
    Path secret = Files.writeString(Files.createTempFile("secret", ""), "answers");
    try {
      Files.createSymbolicLink(out.resolve("result.json"), secret);

      assertRefused("'result.json' is a symbolic link");
    } finally {
      Files.delete(secret);
    }
  }

  @Test
  void read_linkToFolderAbove_isRefused() throws IOException {
    Files.createSymbolicLink(out.resolve("up"), Path.of(".."));

    assertRefused("'up' is a symbolic link");
  }

  @Test
  void read_fifo_isRefusedWithoutOpeningIt() throws IOException, InterruptedException {
    int code =
        new ProcessBuilder("mkfifo", out.resolve("result.json").toString()).start().waitFor();

    assertThat(code).isZero();
    assertRefused("'result.json' is a FIFO, socket or device");
  }

  @Test
  void read_hardLinks_areRefused() throws IOException {
    Files.createLink(out.resolve("b"), Files.writeString(out.resolve("a"), "x"));

    assertRefused("hard link");
  }

  @Test
  void read_namesThatDifferByCase_areRefused() throws IOException {
    Files.writeString(out.resolve("a"), "x");
    Files.writeString(out.resolve("A"), "x");

    assertRefused("only by case");
  }

  @Test
  void read_nameOfOtherSigns_isRefusedAndEscaped() throws IOException {
    Files.writeString(out.resolve("a\u001b[2J\nb"), "x");

    assertRefused("'a?[2J?b' has a name that is not legal");
  }

  @Test
  void read_sparseGiant_isOverLimit() throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(out.resolve("big").toFile(), "rw")) {
      file.setLength(1L << 40);
    }

    assertThat(read())
        .isEqualTo(
            new Artifacts.Found.None(new Ending.OverLimit("more than 1000 bytes of artifacts")));
  }

  @Test
  void read_manySmallFiles_areOverLimit() throws IOException {
    for (int i = 0; i < 6; i++) {
      Files.writeString(out.resolve("f" + i), "");
    }

    assertThat(read())
        .isEqualTo(new Artifacts.Found.None(new Ending.OverLimit("more than 5 artifacts")));
  }

  @Test
  void read_foldersTooDeep_areRefused() throws IOException {
    Files.createDirectories(out.resolve("a/a/a/a/a/a/a/a/a"));

    assertThat(read(LIMITS.withOutput(1000, 4096, 100, 1000)))
        .isInstanceOfSatisfying(
            Artifacts.Found.None.class,
            none -> assertThat(none.ending().toString()).contains("folders deep"));
  }

  private void assertRefused(String words) throws IOException {
    assertThat(read())
        .isInstanceOfSatisfying(
            Artifacts.Found.None.class,
            none ->
                assertThat(none.ending())
                    .isInstanceOfSatisfying(
                        Ending.Refused.class, r -> assertThat(r.reason()).contains(words)));
  }

  private Artifacts.Found read() throws IOException {
    return read(LIMITS);
  }

  private Artifacts.Found read(Restrictions limits) throws IOException {
    try (DirectoryStream<Path> root = Files.newDirectoryStream(out)) {
      return Artifacts.read((SecureDirectoryStream<Path>) root, limits);
    }
  }
}

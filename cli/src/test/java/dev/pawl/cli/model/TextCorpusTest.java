package dev.pawl.cli.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.Draw;
import dev.pawl.lm.ByteTokenizer;
import dev.pawl.lm.train.Corpus.Example;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextCorpusTest {

  private static final int CONTEXT = 8;

  @TempDir Path folder;
  private byte[] bytes = {};

  @BeforeEach
  void write() throws IOException {
    bytes = new byte[1003];
    Draw draw = Draw.of(1, 0, "text");
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) draw.nextInt(256);
    }
    Files.write(folder.resolve("a.bin"), bytes);
    Files.createFile(folder.resolve("empty"));
    Files.createDirectory(folder.resolve("deep"));
    Files.writeString(folder.resolve("deep/b.txt"), "x");
  }

  @Test
  void read_folder_everyByteIsToBePredictedOnce() {
    TextCorpus corpus = TextCorpus.read(List.of(folder), CONTEXT);

    ByteArrayOutputStream predicted = new ByteArrayOutputStream();
    int ends = 0;
    for (Example piece : corpus.pieces()) {
      assertThat(piece.tokens().size()).isBetween(2, CONTEXT + 1);
      for (int i = 1; i < piece.tokens().size(); i++) {
        if (piece.tokens().at(i) == ByteTokenizer.END) {
          ends++;
        } else {
          predicted.write(piece.tokens().at(i));
        }
      }
    }
    assertThat(predicted.toByteArray()).startsWith(bytes).hasSize(1004).endsWith('x');
    assertThat(ends).isEqualTo(2);
    assertThat(corpus.files()).hasSize(3);
    assertThat(corpus.bytes()).isEqualTo(1004);
  }

  @Test
  void split_anyOrder_holdsOutTheSamePiecesAndTrainsOnNone() {
    Path file = folder.resolve("a.bin");
    Path copy = folder.resolve("deep/b.txt");

    TextCorpus.Split once = TextCorpus.read(List.of(file, copy), CONTEXT).split();
    TextCorpus.Split twice = TextCorpus.read(List.of(copy, file, file), CONTEXT).split();

    Set<Example> held = new HashSet<>(once.heldOut().examples());
    assertThat(held).hasSizeBetween(2, 20).isEqualTo(new HashSet<>(twice.heldOut().examples()));
    assertThat(twice.trained().examples()).doesNotContainAnyElementsOf(held);
    List<Example> all = new ArrayList<>(once.trained().examples());
    all.addAll(held);
    assertThat(all)
        .containsExactlyInAnyOrderElementsOf(
            TextCorpus.read(List.of(file, copy), CONTEXT).pieces());
  }

  @Test
  void split_twoPieces_holdsOneOut() throws IOException {
    Path two = Files.writeString(folder.resolve("two"), "0123456789");

    TextCorpus.Split split = TextCorpus.read(List.of(two), CONTEXT).split();

    assertThat(split.heldOut().examples()).hasSize(1);
    assertThat(split.trained().examples()).hasSize(1);
  }

  @Test
  void evenly_fewerThanThereAre_spreadsThem() {
    TextCorpus corpus = TextCorpus.read(List.of(folder.resolve("a.bin")), CONTEXT);

    List<Example> some = corpus.evenly(5);

    assertThat(some).hasSize(5).doesNotHaveDuplicates();
    assertThat(corpus.pieces()).containsSubsequence(some);
    assertThat(corpus.evenly(1_000_000)).isEqualTo(corpus.pieces());
  }

  @Test
  void read_nothingToLearn_saysWhy() {
    assertThatThrownBy(() -> TextCorpus.read(List.of(folder.resolve("empty")), CONTEXT))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("not one byte");
    assertThatThrownBy(() -> TextCorpus.read(List.of(folder.resolve("none")), CONTEXT))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("there is no file");
    assertThatThrownBy(() -> TextCorpus.read(List.of(folder.resolve("deep")), CONTEXT).split())
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("give more text");
  }
}

package dev.pawl.labs.programs.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.Candidate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VocabularyTest {

  private static final String PROGRAM =
      """
      def price(item):
          return item.price * 1.25 if item.taxed else item.price  # "price"
      """;

  private final Vocabulary vocabulary = Vocabulary.of(List.of(Candidate.of("a.py", PROGRAM)));

  @ParameterizedTest
  @ValueSource(
      strings = {PROGRAM, "", "an unknown word, 3.14e-2, 'quoted' and\ttabs\r\n", "größer ≤ 🙂 \0"})
  void decode_whatEncodeGave_isTheText(String text) {
    assertThat(vocabulary.decode(vocabulary.encode(text))).isEqualTo(text);
  }

  @Test
  void encode_wordsOfTheProgramAndNumbers_areOneTokenAndBytes() {
    assertThat(vocabulary.encode("price")).hasSize(1);
    assertThat(vocabulary.encode("    ")).hasSize(1);
    assertThat(vocabulary.encode("1.25"))
        .containsExactly((int) '1', (int) '.', (int) '2', (int) '5');
    assertThat(vocabulary.encode("unseen")).hasSize(6);
  }

  @Test
  void ofWords_ofAnother_isTheSame() {
    Vocabulary again = Vocabulary.ofWords(vocabulary.words());

    assertThat(again.encode(PROGRAM)).isEqualTo(vocabulary.encode(PROGRAM));
    assertThat(again.name()).isEqualTo(vocabulary.name()).hasSizeLessThan(200);
  }

  @Test
  void of_manyWords_keepsThoseThatSaveMost() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 400; i++) {
      text.append("seldom").append((char) ('a' + i / 20)).append((char) ('a' + i % 20)).append(' ');
    }
    text.append("often often often often");
    Vocabulary many = Vocabulary.of(List.of(Candidate.of("a", text.toString())));

    assertThat(many.encode("often")).hasSize(1);
    assertThat(many.words()).hasSize(Vocabulary.WORDS_MAX);
  }

  @Test
  void isWritable_everyTokenOfASCIIAndWords_andNoMark() {
    assertThat(vocabulary.encode(PROGRAM)).allMatch(vocabulary::isWritable);
    assertThat(
            List.of(
                vocabulary.end(),
                vocabulary.before(),
                vocabulary.after(),
                vocabulary.middle(),
                vocabulary.ofClass(0),
                0,
                200))
        .noneMatch(vocabulary::isWritable);
  }
}

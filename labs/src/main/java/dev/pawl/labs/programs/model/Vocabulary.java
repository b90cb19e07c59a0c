package dev.pawl.labs.programs.model;

import dev.pawl.Candidate;
import dev.pawl.Hash;
import dev.pawl.labs.programs.Lexer;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The tokens of a model of programs: all bytes, a few that no program contains, and the words,
/// signs and blanks of more than one byte that save most in the programs it was made for. Numbers
/// and quoted texts are always bytes, as they are too many. What is not a word of it is bytes, so
/// every text can be said.
final class Vocabulary {

  /// How good a program was: four classes, the best first, then failures.
  static final int CLASSES = 5;

  static final int BEST = 0;
  static final int FAILED = 4;

  static final int WORDS_MAX = 192;
  static final int WORD_BYTES_MAX = 24;

  private static final int BYTES = 256;
  private static final int BEFORE = BYTES + CLASSES;
  private static final int AFTER = BEFORE + 1;
  private static final int MIDDLE = AFTER + 1;
  private static final int END = MIDDLE + 1;
  private static final int FIRST_WORD = END + 1;

  private final List<String> words;
  private final Map<String, Integer> numbers = new HashMap<>();

  private Vocabulary(List<String> words) {
    this.words = List.copyOf(words);
    for (int i = 0; i < words.size(); i++) {
      numbers.put(words.get(i), FIRST_WORD + i);
    }
  }

  /// One for these programs.
  static Vocabulary of(Collection<Candidate> programs) {
    Map<String, Integer> saved = new LinkedHashMap<>();
    for (Candidate program : programs) {
      for (String text : program.files().values()) {
        for (String token : Lexer.split(text)) {
          int bytes = bytes(token).length;
          if (isWord(token) && bytes > 1 && bytes <= WORD_BYTES_MAX) {
            saved.merge(token, bytes - 1, Integer::sum);
          }
        }
      }
    }
    Comparator<Map.Entry<String, Integer>> order = Map.Entry.comparingByValue();
    return new Vocabulary(
        saved.entrySet().stream()
            .sorted(order.reversed().thenComparing(Map.Entry.comparingByKey()))
            .limit(WORDS_MAX)
            .map(Map.Entry::getKey)
            .toList());
  }

  /// The one with these words.
  static Vocabulary ofWords(List<String> words) {
    return new Vocabulary(words);
  }

  /// Its words, from which it can be made again.
  List<String> words() {
    return words;
  }

  /// What a model calls it.
  String name() {
    return "program/" + Hash.of(String.join("\0", words));
  }

  /// How many tokens there are.
  int size() {
    return FIRST_WORD + words.size();
  }

  /// The token that says how good a program is.
  int ofClass(int number) {
    return BYTES + number;
  }

  /// The token before the text that stands before a gap.
  int before() {
    return BEFORE;
  }

  /// The token before the text that stands behind a gap.
  int after() {
    return AFTER;
  }

  /// The token before what stands in a gap.
  int middle() {
    return MIDDLE;
  }

  /// The token after what stands in a gap.
  int end() {
    return END;
  }

  /// Whether a model may write `token`: words, and the bytes of ASCII that texts have. So what it
  /// writes is always text.
  boolean isWritable(int token) {
    return token >= FIRST_WORD || token == '\n' || token == '\t' || (token >= ' ' && token <= '~');
  }

  /// The tokens of `text`.
  List<Integer> encode(String text) {
    List<Integer> tokens = new ArrayList<>();
    for (String each : Lexer.split(text)) {
      Integer word = numbers.get(each);
      if (word != null) {
        tokens.add(word);
      } else {
        for (byte b : bytes(each)) {
          tokens.add(Byte.toUnsignedInt(b));
        }
      }
    }
    return tokens;
  }

  /// The text of `tokens`, without those that no text contains.
  String decode(List<Integer> tokens) {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    for (int token : tokens) {
      if (token >= FIRST_WORD) {
        text.writeBytes(bytes(words.get(token - FIRST_WORD)));
      } else if (token < BYTES) {
        text.write(token);
      }
    }
    return text.toString(StandardCharsets.UTF_8);
  }

  private static boolean isWord(String token) {
    return switch (Lexer.kind(token)) {
      case WORD, BLANK, SIGN -> true;
      case NUMBER, QUOTED -> false;
    };
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}

package dev.pawl.llm;

import dev.pawl.Hash;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// What is asked of a model. Two requests with the same question and different samples want two
/// different answers to the same thing.
///
/// @param model what [ModelSpec#identity()] says
/// @param system what the model is told to be
/// @param turns of the talk, beginning and ending with the user
/// @param sample which of the answers is wanted; drawn, so that a run asks the same when it is
///   repeated
public record Request(String model, String system, List<Turn> turns, long sample) {

  public Request {
    turns = List.copyOf(turns);
    if (turns.size() % 2 == 0) {
      throw new IllegalArgumentException(
          "a talk has %d turns; it must begin and end with the user".formatted(turns.size()));
    }
  }

  /// One message. The first is the user's, the second the model's, and so on.
  public record Turn(String text) {}

  /// One question and no talk before it.
  public static Request of(String model, String system, String user, long sample) {
    return new Request(model, system, List.of(new Turn(user)), sample);
  }

  /// The talk so far, what was answered, and what to say to it.
  public Request then(String answer, String user, long nextSample) {
    List<Turn> longer = new ArrayList<>(turns);
    longer.add(new Turn(answer));
    longer.add(new Turn(user));
    return new Request(model, system, longer, nextSample);
  }

  /// What is asked, whichever sample of the answer is wanted.
  public Hash question() {
    List<byte[]> parts = new ArrayList<>();
    add(parts, model);
    add(parts, system);
    turns.forEach(turn -> add(parts, turn.text()));
    return Hash.of(parts.toArray(byte[][]::new));
  }

  /// What is asked, and which sample.
  public Hash key() {
    return Hash.of(question() + " " + sample);
  }

  /// The bytes of all its text: no tokenizer makes more tokens of it.
  public long bytes() {
    long bytes = system.getBytes(StandardCharsets.UTF_8).length;
    for (Turn turn : turns) {
      bytes += turn.text().getBytes(StandardCharsets.UTF_8).length;
    }
    return bytes;
  }

  /// Length first, so that no two lists of texts have the same bytes.
  private static void add(List<byte[]> parts, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    parts.add((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
    parts.add(bytes);
  }
}

package dev.pawl.gate.attestation;

import dev.pawl.Hash;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The head of a journal at some length, to be signed as a [Note] and kept where whoever holds the
/// journal cannot change it: from then on what lies before cannot be rewritten unnoticed.
///
/// The three lines are those of a transparency log's checkpoint (C2SP tlog-checkpoint), but the
/// hash is the head of a chain and not the root of a Merkle tree: checking one takes the whole
/// journal up to it.
///
/// @param origin names the journal; no line breaks
/// @param events how many the journal has
/// @param head the hash of its chain
public record Checkpoint(String origin, long events, Hash head) {

  private static final Pattern TEXT =
      Pattern.compile("([^\\n]{1,200})\\n([0-9]{1,18})\\n([A-Za-z0-9+/]{43}=)\\n");

  public Checkpoint {
    if (origin.isBlank()
        || origin.length() > 200
        || origin.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          "the origin of a checkpoint must be one line of 1 to 200 characters");
    }
    if (events < 1) {
      throw new IllegalArgumentException(
          "a checkpoint of %d events; a journal has at least one".formatted(events));
    }
  }

  /// The text that is signed.
  public String text() {
    return origin + "\n" + events + "\n" + Base64.getEncoder().encodeToString(head.bytes()) + "\n";
  }

  /// The checkpoint in a note, if it is one and `key` signed it.
  public static Optional<Checkpoint> open(Note note, VerifyingKey key) {
    Matcher matcher = TEXT.matcher(note.text());
    if (!note.isSignedBy(key) || !matcher.matches()) {
      return Optional.empty();
    }
    Checkpoint checkpoint =
        new Checkpoint(
            matcher.group(1),
            Long.parseLong(matcher.group(2)),
            Hash.ofBytes(Base64.getDecoder().decode(matcher.group(3))));
    return checkpoint.text().equals(note.text()) ? Optional.of(checkpoint) : Optional.empty();
  }
}

package dev.pawl.gate.attestation;

import dev.pawl.Hash;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What people approve: one change by one candidate on one piece of evidence, until a moment.
/// People sign the [#text], which they can read, as a [Note].
///
/// @param change what is approved, such as "promote improver"; lower-case words
/// @param evidence hash of what the gate's verdict is a function of
/// @param expiresMillis milliseconds since 1970 UTC; from then on it is worth nothing
public record Approval(String change, Hash candidate, Hash evidence, long expiresMillis) {

  private static final Pattern CHANGE = Pattern.compile("[a-z0-9][a-z0-9 -]{0,99}");
  private static final Pattern TEXT =
      Pattern.compile(
          """
          pawl-approval-v1
          change: ([^\\n]+)
          candidate: ([0-9a-f]{64})
          evidence: ([0-9a-f]{64})
          expires: ([0-9]{1,18})
          """);

  public Approval {
    if (!CHANGE.matcher(change).matches()) {
      throw new IllegalArgumentException(
          "an approval is for '%s'; it must be lower-case words".formatted(change));
    }
    if (expiresMillis < 0) {
      throw new IllegalArgumentException(
          "an approval expires at %d ms; it must not be before 1970".formatted(expiresMillis));
    }
  }

  /// The text that is signed.
  public String text() {
    return String.join(
        "\n",
        List.of(
            "pawl-approval-v1",
            "change: " + change,
            "candidate: " + candidate,
            "evidence: " + evidence,
            "expires: " + expiresMillis,
            ""));
  }

  /// The approval whose text this is, exactly; empty for any other text.
  public static Optional<Approval> parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches() || !CHANGE.matcher(matcher.group(1)).matches()) {
      return Optional.empty();
    }
    Approval approval =
        new Approval(
            matcher.group(1),
            Hash.parse(matcher.group(2)),
            Hash.parse(matcher.group(3)),
            Long.parseLong(matcher.group(4)));
    return approval.text().equals(text) ? Optional.of(approval) : Optional.empty();
  }
}

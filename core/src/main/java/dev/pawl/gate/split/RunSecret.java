package dev.pawl.gate.split;

import dev.pawl.Draw;
import dev.pawl.Hash;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// 32 bytes that nobody who proposes knows, from which the seeds of sealed tasks are computed:
/// HMAC-SHA256 (RFC 2104) of the split, the purpose, the frozen candidate's id and the task. So
/// they cannot be predicted before the candidate is fixed, cannot be rolled again by submitting it
/// again, and can be checked by everyone once the secret is published.
public final class RunSecret {

  /// How many bytes a secret has.
  public static final int BYTES = 32;

  private static final byte[] COMMITMENT = ascii("pawl-run-secret-v1\n");

  private final byte @Nullable [] secret;
  private final Hash commitment;

  private RunSecret(byte @Nullable [] secret, Hash commitment) {
    this.secret = secret;
    this.commitment = commitment;
  }

  /// The secret with these bytes.
  public static RunSecret of(byte[] bytes) {
    if (bytes.length != BYTES) {
      throw new IllegalArgumentException(
          "a run secret has %d bytes; found %d".formatted(BYTES, bytes.length));
    }
    byte[] secret = bytes.clone();
    return new RunSecret(secret, Hash.of(COMMITMENT, secret));
  }

  /// The secret that everyone can compute from the seed of a study: for labs whose candidates
  /// cannot compute outside of what scores them.
  public static RunSecret ofSeed(long seed) {
    return of(Hash.of("pawl-secret-of-seed-v1\n" + seed).bytes());
  }

  /// A secret of which only the commitment is known: enough to decide again from a record, not to
  /// draw a task.
  public static RunSecret unknown(Hash commitment) {
    return new RunSecret(null, commitment);
  }

  /// Whether tasks can be drawn with it.
  public boolean isKnown() {
    return secret != null;
  }

  /// What is recorded when the run starts: it fixes the secret and does not tell it.
  public Hash commitment() {
    return commitment;
  }

  /// The chance of one task of a frozen candidate.
  Draw draw(String split, Purpose purpose, Frozen frozen, long task, String part) {
    byte[] message = ascii("pawl-task-v1\n%s\n%s\n%s\n".formatted(split, purpose, part));
    byte[] mac =
        hmac(
            ByteBuffer.allocate(message.length + 40)
                .put(message)
                .put(frozen.candidate().bytes())
                .putLong(task)
                .array());
    ByteBuffer words = ByteBuffer.wrap(mac);
    return Draw.of(words.getLong(), words.getLong(), part);
  }

  private byte[] hmac(byte[] message) {
    if (secret == null) {
      throw new IllegalStateException(
          "sealed tasks are drawn with the secret whose commitment is %s, and it is not here"
              .formatted(commitment));
    }
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      return mac.doFinal(message);
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new AssertionError("every JDK has HMAC-SHA256", e);
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /// Never the secret.
  @Override
  public String toString() {
    return "RunSecret[commitment=%s]".formatted(commitment().brief());
  }
}

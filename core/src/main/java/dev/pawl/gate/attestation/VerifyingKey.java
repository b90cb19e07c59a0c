package dev.pawl.gate.attestation;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;

/// The public half of a person's or a run's Ed25519 key, with its name. [#toString] and [#parse]
/// are its one text form, that of Go's `note` package and of transparency logs.
///
/// @param name without spaces and plus signs
public record VerifyingKey(String name, PublicKey key) {

  /// What stands before the 32 bytes in X.509: the algorithm's name (RFC 8410).
  private static final int X509_PREFIX_BYTES = 12;

  private static final byte[] X509_PREFIX = {
    0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00
  };

  public VerifyingKey {
    Keys.checkedName(name);
    byte[] encoded = key.getEncoded();
    if (encoded == null
        || encoded.length != X509_PREFIX_BYTES + 32
        || !Arrays.equals(Arrays.copyOf(encoded, X509_PREFIX_BYTES), X509_PREFIX)) {
      throw new IllegalArgumentException(
          "the key of %s is of the kind %s; it must be Ed25519"
              .formatted(name, key.getAlgorithm()));
    }
  }

  /// The key with this text form.
  public static VerifyingKey parse(String text) {
    Keys.Parts parts = Keys.parse("", text);
    parts.checkId(parts.key());
    return new VerifyingKey(parts.name(), publicKey(parts.key()));
  }

  static PublicKey publicKey(byte[] raw) {
    byte[] encoded = Arrays.copyOf(X509_PREFIX, X509_PREFIX_BYTES + 32);
    System.arraycopy(raw, 0, encoded, X509_PREFIX_BYTES, 32);
    try {
      return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("not an Ed25519 public key", e);
    }
  }

  /// Whether `signature` is this key's under `message`. Anything malformed is not.
  boolean verifies(byte[] message, byte[] signature) {
    try {
      Signature verifier = Signature.getInstance("Ed25519");
      verifier.initVerify(key);
      verifier.update(message);
      return verifier.verify(signature);
    } catch (SignatureException e) {
      return false;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK cannot verify Ed25519 with the key of " + name, e);
    }
  }

  /// The 32 bytes of the key.
  byte[] raw() {
    return Arrays.copyOfRange(key.getEncoded(), X509_PREFIX_BYTES, X509_PREFIX_BYTES + 32);
  }

  byte[] id() {
    return Keys.id(name, raw());
  }

  @Override
  public String toString() {
    return Keys.format("", name, raw(), raw());
  }
}

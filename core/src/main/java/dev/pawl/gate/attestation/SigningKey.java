package dev.pawl.gate.attestation;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;

/// The private half of an Ed25519 key with its public one. Its text form is a secret: [#secret] is
/// for the file of its owner, and [#toString] never shows it.
public final class SigningKey {

  private static final String PREFIX = "PRIVATE+KEY+";

  /// What stands before the 32 bytes in PKCS #8 (RFC 8410).
  private static final byte[] PKCS8_PREFIX = {
    0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20
  };

  private static final byte[] PROBE = {1};

  private final PrivateKey key;
  private final VerifyingKey verifying;

  private SigningKey(PrivateKey key, VerifyingKey verifying) {
    this.key = key;
    this.verifying = verifying;
  }

  /// The key with these halves.
  ///
  /// @throws IllegalArgumentException if they do not belong together
  public static SigningKey of(PrivateKey key, VerifyingKey verifying) {
    SigningKey signing = new SigningKey(key, verifying);
    if (!verifying.verifies(PROBE, signing.sign(PROBE))) {
      throw new IllegalArgumentException(
          "the private key does not belong to the public key of " + verifying.name());
    }
    return signing;
  }

  /// The key with this text form, as Go's `note` package writes it: "PRIVATE+KEY+", name, id, and
  /// the 32 bytes of the seed.
  ///
  /// @param verifying its public half, which the JDK cannot compute from the private one
  public static SigningKey parse(String text, VerifyingKey verifying) {
    Keys.Parts parts = Keys.parse(PREFIX, text);
    parts.checkId(verifying.raw());
    byte[] encoded = Arrays.copyOf(PKCS8_PREFIX, PKCS8_PREFIX.length + 32);
    System.arraycopy(parts.key(), 0, encoded, PKCS8_PREFIX.length, 32);
    try {
      return of(
          KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(encoded)),
          verifying);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("not an Ed25519 private key", e);
    }
  }

  /// A new key that nobody else has.
  ///
  /// @param name without spaces and plus signs
  public static SigningKey generate(String name) {
    Keys.checkedName(name);
    try {
      KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
      return of(pair.getPrivate(), new VerifyingKey(name, pair.getPublic()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK cannot make Ed25519 keys", e);
    }
  }

  /// The text form that [#parse] reads, and Go's `note` package too. Whoever has it can sign.
  ///
  /// @throws IllegalArgumentException if the key cannot be taken out of where it is kept
  public String secret() {
    byte[] encoded = key.getEncoded();
    int length = PKCS8_PREFIX.length;
    if (encoded == null
        || encoded.length < length + 32
        || !Arrays.equals(Arrays.copyOf(encoded, length), PKCS8_PREFIX)) {
      throw new IllegalArgumentException(
          "the private key of %s has no text form".formatted(verifying.name()));
    }
    return Keys.format(
        PREFIX,
        verifying.name(),
        verifying.raw(),
        Arrays.copyOfRange(encoded, length, length + 32));
  }

  /// The signature of `message`: 64 bytes, always the same.
  byte[] sign(byte[] message) {
    try {
      Signature signer = Signature.getInstance("Ed25519");
      signer.initSign(key);
      signer.update(message);
      return signer.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException(
          "cannot sign with the key of %s: it must be Ed25519".formatted(verifying.name()), e);
    }
  }

  public VerifyingKey verifying() {
    return verifying;
  }

  /// Its name, never the key.
  @Override
  public String toString() {
    return "SigningKey[" + verifying.name() + "]";
  }
}

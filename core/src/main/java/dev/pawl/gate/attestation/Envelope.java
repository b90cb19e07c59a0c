package dev.pawl.gate.attestation;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A signed payload with its type under the signature: DSSE v1, as in-toto and Sigstore use it.
/// What is signed is "DSSEv1", the type and the payload, with their lengths in bytes, never the
/// JSON around them.
public final class Envelope {

  /// The type of in-toto statements.
  public static final String IN_TOTO = "application/vnd.in-toto+json";

  private static final int CHARACTERS_MAX = 10_000_000;
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private Envelope() {}

  /// `payload` of `type` in an envelope, signed by `key`.
  public static String seal(String type, String payload, SigningKey key) {
    byte[] bytes = payload.getBytes(StandardCharsets.UTF_8);
    var envelope = JSON.createObjectNode();
    envelope.put("payload", Base64.getEncoder().encodeToString(bytes));
    envelope.put("payloadType", type);
    envelope
        .putArray("signatures")
        .addObject()
        .put("keyid", keyId(key.verifying()))
        .put("sig", Base64.getEncoder().encodeToString(key.sign(encoded(type, bytes))));
    return envelope.toString();
  }

  /// The payload of an envelope of `type` that `key` signed.
  ///
  /// @throws IllegalArgumentException if it is no such envelope: malformed, of another type, or not
  ///   signed by that key
  public static String open(String envelope, String type, VerifyingKey key) {
    if (envelope.length() > CHARACTERS_MAX) {
      throw new IllegalArgumentException(
          "an envelope has %d characters; the most is %d"
              .formatted(envelope.length(), CHARACTERS_MAX));
    }
    try {
      JsonNode read = JSON.readTree(envelope);
      byte[] payload = Base64.getDecoder().decode(read.path("payload").asString(""));
      if (!type.equals(read.path("payloadType").asString(""))) {
        throw new IllegalArgumentException("the envelope does not hold a payload of type " + type);
      }
      byte[] message = encoded(type, payload);
      for (JsonNode signature : read.path("signatures")) {
        byte[] bytes = Base64.getDecoder().decode(signature.path("sig").asString(""));
        if (key.verifies(message, bytes)) {
          return new String(payload, StandardCharsets.UTF_8);
        }
      }
    } catch (JacksonException e) {
      throw new IllegalArgumentException("the envelope is not JSON: " + e.getOriginalMessage(), e);
    }
    throw new IllegalArgumentException("the envelope is not signed by " + key.name());
  }

  /// The pre-authentication encoding: what is signed.
  static byte[] encoded(String type, byte[] payload) {
    byte[] typeBytes = type.getBytes(StandardCharsets.UTF_8);
    byte[] start =
        ("DSSEv1 " + typeBytes.length + " " + type + " " + payload.length + " ")
            .getBytes(StandardCharsets.UTF_8);
    byte[] all = new byte[start.length + payload.length];
    System.arraycopy(start, 0, all, 0, start.length);
    System.arraycopy(payload, 0, all, start.length, payload.length);
    return all;
  }

  private static String keyId(VerifyingKey key) {
    return key.name() + "+" + HexFormat.of().formatHex(key.id());
  }
}

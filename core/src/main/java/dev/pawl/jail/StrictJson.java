package dev.pawl.jail;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads JSON that a candidate wrote, as strictly as the standard allows: one value in UTF-8 and
/// nothing behind it, no name twice, bounded depth, length and number of values. Numbers are whole
/// ones that fit a long, or finite doubles; text is never taken for a number. Nothing in it chooses
/// a class.
public final class StrictJson {

  static final int DEPTH_MAX = 32;
  static final int VALUES_MAX = 100_000;
  static final int NUMBER_DIGITS_MAX = 40;
  static final int TEXT_MAX = 1 << 20;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(DEPTH_MAX)
                          .maxNumberLength(NUMBER_DIGITS_MAX)
                          .maxStringLength(TEXT_MAX)
                          .maxNameLength(200)
                          .maxTokenCount(2L * VALUES_MAX)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .build();

  private StrictJson() {}

  /// What the bytes say.
  public sealed interface Parsed {
    /// A legal value.
    record Value(JsonNode root) implements Parsed {}

    /// Not believed; `reason` has no text of the candidate in it.
    record Refused(String reason) implements Parsed {}
  }

  /// Reads all of `bytes`.
  public static Parsed read(Bytes bytes) {
    try {
      String text =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.array())).toString();
      JsonNode root = MAPPER.readTree(text);
      if (root.isMissingNode()) {
        return new Parsed.Refused("it is empty; a JSON value is expected");
      }
      return legal(root)
          ? new Parsed.Value(root)
          : new Parsed.Refused("it has a number that is neither a long nor a finite double");
    } catch (CharacterCodingException e) {
      return new Parsed.Refused("it is not UTF-8");
    } catch (JacksonException e) {
      return new Parsed.Refused("it is not strict JSON (%s)".formatted(where(e)));
    }
  }

  private static boolean legal(JsonNode node) {
    if (node.isNumber()) {
      return node.isIntegralNumber()
          ? node.canConvertToLong()
          : Double.isFinite(node.doubleValue());
    }
    for (JsonNode child : node) {
      if (!legal(child)) {
        return false;
      }
    }
    return true;
  }

  private static String where(JacksonException e) {
    OptionalInt line =
        e.getLocation() == null ? OptionalInt.empty() : OptionalInt.of(e.getLocation().getLineNr());
    String kind = e.getClass().getSimpleName();
    return line.isPresent() ? "%s in line %d".formatted(kind, line.getAsInt()) : kind;
  }
}

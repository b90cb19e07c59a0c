package dev.pawl.gate.attestation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.Hash;
import dev.pawl.gate.Attempt;
import dev.pawl.gate.GatePlan;
import dev.pawl.gate.Observation;
import dev.pawl.gate.Observation.Pair;
import dev.pawl.gate.Observation.Side;
import dev.pawl.gate.Spending;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PromotionTest {

  private static final GatePlan PLAN =
      new GatePlan(0.05, new Spending.Equal(1), 0, 60, 100, List.of());
  private static final Attempt ATTEMPT = Attempt.of(1, Hash.of("champion"), Hash.of("candidate"));
  private static final Hash HEAD = Hash.of("head");

  @Test
  void promotion_recordThatDoesNotPromote_isRefused() {
    assertThatThrownBy(() -> promotion("mutation", wins(8)))
        .hasMessageContaining("does not promote")
        .hasMessageContaining("Undecided");
    assertThatThrownBy(() -> promotion("mutation", wins(10)))
        .hasMessageContaining("was decided before the last");
  }

  @Test
  void statement_ofAPromotion_isInTotoWithSlsaProvenance() {
    JsonNode statement = JsonMapper.shared().readTree(statement());
    assertThat(statement.propertyNames())
        .containsExactly("_type", "subject", "predicateType", "predicate");
    assertThat(statement.at("/_type").asString()).isEqualTo("https://in-toto.io/Statement/v1");
    assertThat(statement.at("/subject/0/digest/sha256").asString())
        .isEqualTo(Hash.of("candidate").toString());
    assertThat(statement.at("/predicateType").asString())
        .isEqualTo("https://slsa.dev/provenance/v1");
    JsonNode build = statement.at("/predicate/buildDefinition");
    assertThat(build.at("/externalParameters/proposer").asString()).isEqualTo("mutation");
    assertThat(build.at("/resolvedDependencies").findValuesAsString("name"))
        .containsExactly("study", "champion before", "parent");
    JsonNode details = statement.at("/predicate/runDetails");
    assertThat(details.at("/builder/id").asString()).isEqualTo("urn:pawl:0.1.0");
    assertThat(details.at("/byproducts/0/digest/sha256").asString()).isEqualTo(HEAD.toString());
    assertThat(details.at("/byproducts/1/annotations/tasks").asInt()).isEqualTo(9);
    assertThat(details.at("/byproducts/1/annotations/gainMean").asDouble()).isEqualTo(1);
  }

  @Test
  void envelope_statementSealed_opensForItsKeyAndTypeOnly() {
    String envelope = Envelope.seal(Envelope.IN_TOTO, statement(), People.ALICE);
    assertThat(Envelope.open(envelope, Envelope.IN_TOTO, People.ALICE.verifying()))
        .isEqualTo(statement());
    assertThatThrownBy(() -> Envelope.open(envelope, Envelope.IN_TOTO, People.BOB.verifying()))
        .hasMessageContaining("not signed by bob");
    assertThatThrownBy(() -> Envelope.open(envelope, "text/plain", People.ALICE.verifying()))
        .hasMessageContaining("of type text/plain");
    String retyped = envelope.replace(Envelope.IN_TOTO, "text/plain");
    assertThatThrownBy(() -> Envelope.open(retyped, "text/plain", People.ALICE.verifying()))
        .hasMessageContaining("not signed by alice");
  }

  /// The encoding's example is that of the DSSE specification, the signature that of another
  /// implementation of Ed25519.
  @Test
  void envelope_signedByAnotherImplementation_opens() {
    assertThat(
            Envelope.encoded(
                "http://example.com/HelloWorld", "hello world".getBytes(StandardCharsets.UTF_8)))
        .asString(StandardCharsets.UTF_8)
        .isEqualTo("DSSEv1 29 http://example.com/HelloWorld 11 hello world");
    String payload = "{\"_type\":\"https://in-toto.io/Statement/v1\"}";
    String envelope =
        """
        {"payloadType":"application/vnd.in-toto+json",
         "payload":"eyJfdHlwZSI6Imh0dHBzOi8vaW4tdG90by5pby9TdGF0ZW1lbnQvdjEifQ==",
         "signatures":[{"sig":"3dehZhWbqzAoADJFQLdnf7jeyprE3ZnnyzxC5zXy5QKYWCPSZZeA+Y9pxsSmEdBzH6dPKJQyarwQl6N2vxoOAA=="}]}
        """;
    assertThat(Envelope.open(envelope, Envelope.IN_TOTO, People.ALICE.verifying()))
        .isEqualTo(payload);
  }

  @Test
  void envelope_malformed_isRefused() {
    for (String envelope : new String[] {"", "{", "[]", "{\"payload\":\"!\"}", "{\"payload\":1}"}) {
      assertThatThrownBy(() -> Envelope.open(envelope, Envelope.IN_TOTO, People.ALICE.verifying()))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void card_ofAPromotion_saysWhatWasShownAndHowToCheckIt() {
    String card = Card.of(promotion("mutation", wins(9)));
    assertThat(card)
        .startsWith("# Champion " + Hash.of("candidate").brief() + "\n")
        .contains("gains more than 0.0000 over the champion before")
        .contains("error probability of 5.00e-02: its share of the 0.05")
        .contains("- tasks, both on the same: 9\n")
        .contains("- without score: 0 champion, 0 candidate\n")
        .contains("- approved by: nobody; none was needed\n")
        .contains("- head: " + HEAD + "\n");
  }

  @Test
  void card_hostileNames_areOnlyText() {
    String card =
        Card.of(promotion("<script>alert(1)</script>\n# Verified ![x](http://x)\u202e", wins(9)));
    assertThat(card)
        .contains(
            "- written by: \\<script\\>alert(1)\\</script\\>?\\# Verified \\!\\[x\\](http://x)?\n");
  }

  private static String statement() {
    return Provenance.statement(promotion("mutation", wins(9)));
  }

  private static List<Observation> wins(int tasks) {
    return IntStream.rangeClosed(1, tasks)
        .<Observation>mapToObj(task -> new Pair(task, Side.of(0), Side.of(1)))
        .toList();
  }

  private static Promotion promotion(String proposer, List<Observation> observations) {
    return new Promotion(
        "run-1",
        "redqueen",
        "0.1.0",
        Hash.of("study"),
        proposer,
        List.of(Hash.of("parent")),
        PLAN,
        ATTEMPT,
        observations,
        List.of(),
        new Checkpoint("example.org/pawl/run-1", 42, HEAD));
  }
}

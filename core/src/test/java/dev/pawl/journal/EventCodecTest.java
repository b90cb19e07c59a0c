package dev.pawl.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.Cost;
import dev.pawl.Hash;
import dev.pawl.Outcome;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class EventCodecTest {

  static final List<Event> EVENTS = Samples.ALL;

  private static final String ADMITTED = "{\"place\":\"3,4\",\"ticket\":1}";

  @ParameterizedTest
  @FieldSource("EVENTS")
  void decode_whatWasEncoded_isEqual(Event event) {
    assertThat(EventCodec.decode(EventCodec.type(event), EventCodec.json(event))).isEqualTo(event);
  }

  @Test
  void samples_haveEveryTypeAndEveryOutcome() {
    Set<Class<?>> types = new HashSet<>();
    for (Event event : EVENTS) {
      types.add(event.getClass());
      if (event instanceof Event.Scored scored) {
        types.add(scored.outcome().getClass());
      }
    }
    assertThat(types)
        .contains(Event.class.getPermittedSubclasses())
        .contains(Outcome.class.getPermittedSubclasses());
  }

  @ParameterizedTest
  @FieldSource("EVENTS")
  void type_isTheNameOfTheRecord(Event event) {
    assertThat(EventCodec.type(event)).isEqualTo(event.getClass().getSimpleName());
  }

  /// Jackson is the oracle: it reads the same text, and writes it so if told to keep the order.
  @ParameterizedTest
  @FieldSource("EVENTS")
  void json_isJsonWithSortedPropertiesAndNoWhiteSpace(Event event) {
    JsonNode tree = JsonMapper.shared().readTree(EventCodec.json(event));
    assertSorted(tree);
    String escaped = EventCodec.json(event).replace("\\u000a", "\\n");
    if (!escaped.contains("\\ud800")) {
      assertThat(tree.toString()).isEqualToIgnoringCase(escaped);
    }
  }

  private static void assertSorted(JsonNode node) {
    List<String> names = new ArrayList<>(node.propertyNames());
    assertThat(names).isSorted();
    node.forEach(EventCodecTest::assertSorted);
  }

  @Test
  void json_ofAScore_isThisText() {
    assertThat(EventCodec.json(Samples.SCORED))
        .isEqualTo(
            "{\"cost\":{\"evaluations\":1,\"flops\":5,\"instructions\":9223372036854775807},"
                + "\"outcome\":{\"kind\":\"Finished\",\"score\":{"
                + "\"bounds\":{\"max\":1.7976931348623157E308,\"min\":-1.0E300},"
                + "\"feedback\":\"lone \\ud800 and \\udc00\\ud800, \\\"quoted\\\","
                + " back\\\\slash, \u007f \u2028 \uffff\","
                + "\"tasks\":[-0.0,1.0E-5,1.0E7,1.23456789125E8,4.9E-324],"
                + "\"traits\":[0.3333333333333333,1.0E22,-5.0],"
                + "\"value\":0.30000000000000004}},\"ticket\":1}");
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void event_withNumberThatIsNotFinite_cannotBeConstructed(double value) {
    assertThatThrownBy(() -> new Event.RoundEnded(1, 1, Hash.ZERO, value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("finite");
    assertThatThrownBy(() ->
            new Event.Measured(1, Hash.ZERO, "select", "generality", 0, List.of(value), Cost.NONE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("finite");
  }

  @Test
  void event_withTicketOrRoundZero_cannotBeConstructed() {
    assertThatThrownBy(() -> new Event.Admitted(0, "")).hasMessageContaining("ticket is 0");
    assertThatThrownBy(() -> new Event.Declined(1, 0, "", List.of(), "", Cost.NONE))
        .hasMessageContaining("round is 0");
  }

  @Test
  void decode_theExample_works() {
    assertThat(EventCodec.decode("Admitted", ADMITTED)).isEqualTo(new Event.Admitted(1, "3,4"));
  }

  /// Each differs from [#ADMITTED] in one way.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{}",
        "{\"place\":\"3,4\"}",
        "{\"ticket\":1}",
        "{\"ticket\":1,\"place\":\"3,4\"}",
        "{\"place\":\"3,4\",\"ticket\":1,\"unknown\":1}",
        "{\"a\":1,\"place\":\"3,4\",\"ticket\":1}",
        "{\"place\":\"3,4\",\"place\":\"3,4\",\"ticket\":1}",
        "{\"place\":\"3,4\",\"ticket\":1,\"ticket\":1}",
        "{\"place\":\"3,4\",\"ticket\":1} ",
        " {\"place\":\"3,4\",\"ticket\":1}",
        "{\"place\": \"3,4\",\"ticket\":1}",
        "{\"place\":\"3,4\",\"ticket\":1}{}",
        "{\"place\":\"3,4\",\"ticket\":1}x",
        "{\"place\":\"3,4\",\"ticket\":1",
        "{\"place\":\"3,4\",\"ticket\":\"1\"}",
        "{\"place\":\"3,4\",\"ticket\":1.0}",
        "{\"place\":\"3,4\",\"ticket\":01}",
        "{\"place\":\"3,4\",\"ticket\":-1}",
        "{\"place\":\"3,4\",\"ticket\":-0}",
        "{\"place\":\"3,4\",\"ticket\":0}",
        "{\"place\":\"3,4\",\"ticket\":9223372036854775808}",
        "{\"place\":\"3,4\",\"ticket\":null}",
        "{\"place\":null,\"ticket\":1}",
        "{\"place\":34,\"ticket\":1}",
        "{\"place\":\"\\u0033,4\",\"ticket\":1}",
        "{\"place\":\"3\\n4\",\"ticket\":1}",
        "{'place':'3,4','ticket':1}",
        "/**/{\"place\":\"3,4\",\"ticket\":1}",
      })
  void decode_anyOtherForm_isRefused(String json) {
    assertThatThrownBy(() -> EventCodec.decode("Admitted", json))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({"1.0,1", "1.0,1.00", "1.0,10.0E-1", "1.0,NaN", "1.0,1e0", "0.5,.5"})
  void decode_numberInAnotherForm_isRefused(String canonical, String other) {
    Event event = new Event.RoundEnded(1, 1, Hash.ZERO, Double.parseDouble(canonical));
    String json = EventCodec.json(event);
    String changed = json.replace("\"value\":" + canonical, "\"value\":" + other);
    assertThat(changed).isNotEqualTo(json);
    assertThatThrownBy(() -> EventCodec.decode("RoundEnded", changed))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void decode_valueThatARecordRefuses_isRefused() {
    String json = EventCodec.json(Samples.SCORED);
    String changed = json.replace("\"value\":0.3", "\"value\":2.0E300");
    assertThatThrownBy(() -> EventCodec.decode("Scored", json.replace("max\":1.7", "max\":-1.7")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("bounds");
    assertThatThrownBy(() -> EventCodec.decode("Scored", changed))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void decode_hashInCapitals_isRefused() {
    String json = EventCodec.json(Samples.PROPOSED);
    String hash = Samples.CANDIDATE.id().toString();
    assertThatThrownBy(
            () -> EventCodec.decode("Proposed", json.replace(hash, hash.toUpperCase(Locale.ROOT))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void decode_unknownType_isRefusedByName() {
    assertThatThrownBy(() -> EventCodec.decode("Admited", ADMITTED))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Admited");
  }

  @Test
  void decode_missingProperty_saysWhatWasExpectedAndFound() {
    assertThatThrownBy(() -> EventCodec.decode("Admitted", "{\"ticket\":1}"))
        .hasMessageContaining("'place'")
        .hasMessageContaining("'ticket'");
  }
}

package dev.pawl.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelSpecTest {

  private static final Prices PRICES =
      Prices.parse(
          "test", "as-of 2026-01-31\nopenai:gpt-x 0.25 2 128000 4000 # a comment\n\n# another\n");

  private static ModelSpec parse(String text) {
    return ModelSpec.parse(text, PRICES);
  }

  @ParameterizedTest
  @CsvSource({
    "openai:gpt-x, OPENAI, gpt-x, https://api.openai.com/v1, OPENAI_API_KEY",
    "openai:gpt-x@https://proxy.example/v1/, OPENAI, gpt-x, https://proxy.example/v1, ''",
    "anthropic:c, ANTHROPIC, c, https://api.anthropic.com/v1, ANTHROPIC_API_KEY",
    "openai-compatible:qwen3:8b@http://localhost:11434/v1, OPENAI_COMPATIBLE, qwen3:8b, http://localhost:11434/v1, ''",
    "openai-compatible:org/m@v2@https://openrouter.ai/api/v1 key=OR_KEY, OPENAI_COMPATIBLE, org/m@v2, https://openrouter.ai/api/v1, OR_KEY",
  })
  void parse_legal(String text, ModelSpec.Provider provider, String name, String url, String key) {
    ModelSpec spec = parse(text);
    assertThat(spec.provider()).isEqualTo(provider);
    assertThat(spec.name()).isEqualTo(name);
    assertThat(spec.url()).hasToString(url);
    assertThat(spec.keyName()).isEqualTo(key);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "gpt-x | PROVIDER:NAME",
        "azure:gpt-x | openai-compatible, openai, anthropic, gemini",
        "openai-compatible:m | lacks its URL",
        "openai: | lacks its name",
        "openai:m@http://user:pw@host/v1 | without user",
        "openai:m key=sk-abc | never write a key into a study",
        "openai:m color=red | the options are",
        "openai:m context=-1 | whole number",
        "openai:m temperature=hot | 0 to 2",
        "openai:m temperature=3 | 0 to 2",
        "openai:m price=1 | INPUT/OUTPUT",
        "openai:m price=1/x | dollars per million",
      })
  void parse_illegal_saysWhatIsExpected(String text, String words) {
    assertThatThrownBy(() -> parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(words);
  }

  @Test
  void parse_pricesAndContext_comeFromTheFileUnlessGiven() {
    assertThat(parse("openai:gpt-x").price()).contains(new Price(250, 2_000));
    assertThat(parse("openai:gpt-x-2026-01-15").price()).contains(new Price(250, 2_000));
    assertThat(parse("openai:gpt-x-mini").price()).isEmpty();
    assertThat(parse("openai:gpt-x").contextTokens()).isEqualTo(128_000);
    assertThat(parse("openai:gpt-x price=1/0.0001").price()).contains(new Price(1_000, 1));
    assertThat(parse("openai-compatible:m@http://127.0.0.1:1/v1").price()).contains(Price.FREE);
    assertThat(parse("openai-compatible:m@http://10.0.0.1:1/v1").price()).isEmpty();
  }

  @Test
  void identity_isWhatDecidesAnswers() {
    String plain = parse("openai:gpt-x").identity();
    assertThat(parse("openai:gpt-x key=OTHER price=1/1 rpm=3 timeout=9").identity())
        .isEqualTo(plain);
    assertThat(parse("openai:gpt-x temperature=0.5").identity()).isNotEqualTo(plain);
    assertThat(parse("openai:gpt-x output=9").identity()).isNotEqualTo(plain);
  }

  @Test
  void text_isReadAsTheSameModel_whateverThePricesAre() {
    Prices none = Prices.parse("none", "as-of 2026-01-31");
    for (String text :
        List.of(
            "openai:gpt-x",
            "openai-compatible:a@b@http://127.0.0.1:1/v1 key=K temperature=0.25 rpm=7 tpm=9",
            "gemini:g timeout=5 price=0.075/0.3",
            "anthropic:c output=77 context=99")) {
      ModelSpec spec = parse(text);
      assertThat(ModelSpec.parse(spec.text(), none)).isEqualTo(spec);
    }
  }

  @Test
  void prices_wrongLine_isNamed() {
    assertThatThrownBy(() -> Prices.parse("p.txt", "as-of 2026-01-31\nopenai:x 1 2\n"))
        .hasMessageContaining("p.txt:2");
    assertThatThrownBy(() -> Prices.parse("p.txt", "openai:x 1 2 3 4\n"))
        .hasMessageContaining("as-of");
  }

  @Test
  void prices_shipped_haveADateAndEveryProviderButOnesOwn() {
    Prices shipped = Prices.shipped();
    assertThat(shipped.day()).isAfter("2026-01-01");
    assertThat(shipped.of("anthropic:claude-haiku-4-5-20251001")).isPresent();
    assertThat(shipped.of("openai:gpt-5")).isPresent();
    assertThat(shipped.of("gemini:gemini-2.5-flash")).isPresent();
  }

  @Test
  void question_partsThatMove_areOtherQuestions() {
    Request one = Request.of("m", "ab", "c", 1);
    assertThat(Request.of("m", "a", "bc", 1).question()).isNotEqualTo(one.question());
    assertThat(Request.of("m", "ab", "c", 2).question()).isEqualTo(one.question());
    assertThat(Request.of("m", "ab", "c", 2).key()).isNotEqualTo(one.key());
    assertThat(one.then("x", "y", 1).question()).isNotEqualTo(one.question());
  }
}

package dev.pawl.cli.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AmountTest {

  @ParameterizedTest
  @CsvSource({
    "300k, 300000",
    "1m, 1000000",
    "1.5M, 1500000",
    "2e6, 2000000",
    "20_000, 20000",
    "3g, 3000000000",
    "7, 7"
  })
  void parse_asPeopleWrite_isTheNumber(String text, long number) {
    assertThat(Amount.parse("--n", text, 1, 10_000_000_000L)).isEqualTo(number);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "k", "-1", "1kk", "1,000", "abc", "1e99", "0", "11g", "1.2.3"})
  void parse_elseOrOutside_saysWhatIsPossible(String text) {
    assertThatThrownBy(() -> Amount.parse("--n", text, 1, 10_000_000_000L))
        .isInstanceOf(ModelException.class)
        .hasMessageStartingWith("--n is " + text)
        .hasMessageContaining("10,000,000,000");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "9999, '9,999'",
    "10000, 10.0 k",
    "999499, 999 k",
    "999500, 1.00 M",
    "9223372036854775807, 9.22 E"
  })
  void brief_anyNumber_hasThreeDigits(long number, String text) {
    assertThat(Amount.brief(number)).isEqualTo(text);
  }
}

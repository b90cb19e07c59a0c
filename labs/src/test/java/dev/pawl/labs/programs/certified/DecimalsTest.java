package dev.pawl.labs.programs.certified;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalsTest {

  private static Decimals.Reading read(String text) {
    return Decimals.read(text, Decimals.Shape.of(1, 2));
  }

  @Test
  void read_decimals_areExactlyWhatIsWritten() {
    assertThat(read("# a comment\n\n  0.1,\t-2.5e-3 # and more\n"))
        .isEqualTo(
            new Decimals.Reading.Read(List.of(new BigDecimal("0.1"), new BigDecimal("-0.0025"))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "NaN 1",
        "Infinity 1",
        "0x1p3 1",
        "1/3 1",
        "1_0 1",
        "1e999 1",
        "1e-100 1",
        "1f 1",
        "--1 1",
        "٣ 1",
        "1",
        "1 2 3",
        ""
      })
  void read_anythingElse_isRefusedWithAReason(String text) {
    assertThat(read(text)).isInstanceOf(Decimals.Reading.Unreadable.class);
  }

  @Test
  void read_numberOfManyDigits_isRefused() {
    String longNumber = "0." + "1".repeat(Decimals.DIGITS_MAX);

    assertThat(read(longNumber + " 1").toString()).contains("line 1", "at most 60 characters");
  }

  @Test
  void floor_ofWhatIsNoDouble_isTheOneBelow() {
    BigDecimal tenth = new BigDecimal("0.1");

    // The double nearest to a tenth is above it.
    assertThat(Decimals.floor(tenth)).isEqualTo(Math.nextDown(0.1));
    assertThat(Decimals.floor(tenth.negate())).isEqualTo(-0.1);
    assertThat(Decimals.floor(new BigDecimal("0.5"))).isEqualTo(0.5);
  }
}

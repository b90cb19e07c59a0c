package dev.pawl.cli.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class HtmlTest {

  @Test
  void of_text_isEscaped() {
    assertThat(Html.of("<p title=\"{}\">{}</p>", "\"'", "<b> & </b>").markup())
        .isEqualTo("<p title=\"&quot;&#39;\">&lt;b&gt; &amp; &lt;/b&gt;</p>");
  }

  @Test
  void of_pieces_areTakenAsTheyAre() {
    Html item = Html.of("<li>{}</li>", "<");

    assertThat(Html.of("<ul>{}</ul>", List.of(item, item)).markup())
        .isEqualTo("<ul><li>&lt;</li><li>&lt;</li></ul>");
  }

  @Test
  void of_holesInArguments_areNotFilled() {
    assertThat(Html.of("{}{}", "{}", "x").markup()).isEqualTo("{}x");
  }

  @Test
  void of_controlsAndTurns_areReplaced() {
    assertThat(Html.of("{}", "a\u0000b\u202ec\u001bd\n\te").markup())
        .isEqualTo("a\ufffdb\ufffdc\ufffdd\n\te");
  }

  @Test
  void of_wrongNumberOfArguments_isRefused() {
    assertThatThrownBy(() -> Html.of("{}{}", "a")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Html.of("{}", "a", "b")).isInstanceOf(IllegalArgumentException.class);
  }
}

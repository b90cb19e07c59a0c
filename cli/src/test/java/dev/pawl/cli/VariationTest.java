package dev.pawl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class VariationTest {

  @Test
  void of_severalKeys_isEveryCombination() {
    List<Variation> all = Variation.of(List.of("proposers.choice=adaptive,uniform", "window=1,4"));

    assertThat(all)
        .extracting(Variation::name)
        .containsExactly("adaptive+1", "adaptive+4", "uniform+1", "uniform+4");
    assertThat(all.getLast().settings())
        .extracting(each -> each.path() + "=" + each.text())
        .containsExactly("proposers.choice=uniform", "window=4");
  }

  @Test
  void of_listsAndQuotes_areNotSplit() {
    assertThat(Variation.of(List.of("proposers.only=[a, b],['c,d'],\"e,f\"")))
        .extracting(each -> each.settings().getFirst().text())
        .containsExactly("[a, b]", "['c,d']", "\"e,f\"");
  }

  @Test
  void of_nothing_isOneWithoutAName() {
    assertThat(Variation.of(List.of())).containsExactly(new Variation("", List.of()));
  }

  @Test
  void folderName_strangeText_cannotLeaveTheFolder() {
    assertThat(Variation.folderName("../../etc")).isEqualTo("etc");
    assertThat(Variation.folderName("[a, b]")).isEqualTo("a_b");
    assertThat(Variation.folderName("..")).isEqualTo("_");
  }
}

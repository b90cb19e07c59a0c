package dev.pawl.cli.model;

import dev.pawl.Hash;
import dev.pawl.cli.model.Version.Measured;
import dev.pawl.lm.Shape;
import java.util.List;
import java.util.Map;

/// A model card in Markdown: what a model is and how it came to be, from its bytes and its lineage
/// and from nothing else.
public final class Card {

  private static final int FILES_MAX = 20;

  private final Known known;
  private final StringBuilder text = new StringBuilder();

  private Card(Known known) {
    this.known = known;
  }

  /// The card.
  public static String of(Known known) {
    Card card = new Card(known);
    card.model();
    card.training();
    card.lineage();
    card.capability();
    card.limits();
    return card.text.toString();
  }

  private void model() {
    Shape shape = known.model().shape();
    line("# %s".formatted(code(known.name())));
    line("");
    line("| | |");
    line("|---|---|");
    row("id", "`" + known.model().id() + "`");
    row("parameters", "%,d".formatted(shape.parameters()));
    row(
        "tokenizer",
        code(known.model().tokenizer()) + ", %,d tokens".formatted(shape.vocabulary()));
    row("context", "%,d tokens".formatted(shape.context()));
    row(
        "shape",
        "%d layers of width %d, %d heads (%d of keys and values), hidden width %d"
            .formatted(
                shape.layers(), shape.width(), shape.heads(), shape.kvHeads(), shape.hidden()));
    row("parts", parts(shape));
    row("FLOPs of a token", Amount.brief(shape.flopsPerToken(shape.context() / 2)));
  }

  private static String parts(Shape shape) {
    return "%s norm, %s positions, %s%s%s%s"
        .formatted(
            shape.norm(),
            shape.position(),
            shape.activation(),
            shape.qkNorm() ? ", QK-norm" : "",
            shape.tied() ? ", tied head" : ", own head",
            shape.softcap() > 0 ? ", soft cap " + shape.softcap() : "");
  }

  private void training() {
    line("");
    line("## Training");
    if (known.lineage().isEmpty()) {
      line("Nothing is known: there is no lineage beside the file that ends with this model.");
      return;
    }
    Version last = known.lineage().getLast();
    line("| | |");
    line("|---|---|");
    last.recipe().forEach((key, value) -> row(code(key), code(String.valueOf(value))));
    row("data", data(last.data()));
    row("loss before", loss(last.lossBefore()));
    row("loss after", loss(last.lossAfter()));
    row("FLOPs", Amount.brief(last.flops()));
    row("FLOPs with all versions before", Amount.brief(known.flops()));
    last.refused().ifPresent(reason -> row("refused by its run", code(reason)));
    line("");
    line("Losses are on text that was held out, of the version before and of this one.");
  }

  private static String loss(double nats) {
    return "%.4f nats a token (%.4f bits)".formatted(nats, nats / StrictMath.log(2));
  }

  private static String data(Map<String, Object> data) {
    if (data.get("files") instanceof List<?> files) {
      List<String> names =
          files.stream()
              .limit(FILES_MAX)
              .map(file ->
                  file instanceof Map<?, ?> entry
                      ? "%s (%s bytes, sha256 `%.10s`)"
                          .formatted(
                              code(String.valueOf(entry.get("file"))),
                              entry.get("bytes"),
                              entry.get("sha256"))
                      : code(String.valueOf(file)))
              .toList();
      String more =
          files.size() > FILES_MAX ? " and %,d more".formatted(files.size() - FILES_MAX) : "";
      return String.join(", ", names) + more;
    }
    return data.containsKey("fromTicket")
        ? "tickets %s to %s of run %s%s"
            .formatted(
                data.get("fromTicket"),
                data.get("toTicket"),
                code(String.valueOf(data.get("run"))),
                data.containsKey("round") ? ", after round " + data.get("round") : "")
        : code(data.toString());
  }

  private void lineage() {
    if (known.lineage().isEmpty()) {
      return;
    }
    line("");
    line("## Lineage");
    line("| version | from | data | loss before | loss after | FLOPs |");
    line("|---|---|---|---:|---:|---:|");
    for (Version version : known.lineage()) {
      boolean fresh = version.parent().equals(Hash.ZERO);
      line(
          "| `%s` | %s | %s | %.4f | %.4f | %s |"
              .formatted(
                  version.model().brief(),
                  fresh ? "new weights" : "`" + version.parent().brief() + "`",
                  data(version.data()),
                  version.lossBefore(),
                  version.lossAfter(),
                  Amount.brief(version.flops())));
    }
  }

  private void capability() {
    line("");
    line("## Capability");
    boolean any = known.lineage().stream().anyMatch(version -> !version.measured().isEmpty());
    if (!any) {
      line("Not measured in what this card is made from; `pawl model eval` measures.");
      return;
    }
    line("| version | split | measure | value | 95 % | n |");
    line("|---|---|---|---:|---:|---:|");
    for (Version version : known.lineage()) {
      for (Measured m : version.measured()) {
        line(
            "| `%s` | %s | %s | %.4f | %s | %,d |"
                .formatted(
                    version.model().brief(),
                    code(m.split()),
                    code(m.name()),
                    m.value(),
                    Double.isFinite(m.half()) ? "± %.4f".formatted(m.half()) : "–",
                    m.samples()));
      }
    }
  }

  private void limits() {
    Shape shape = known.model().shape();
    line("");
    line("## Known limits");
    line("- It reads and writes %,d tokens at most, prompt included.".formatted(shape.context()));
    line(
        "- %s"
            .formatted(
                known.model().tokenizer().equals("bytes")
                    ? "It knows only what its corpus says, and %,d parameters hold little of that."
                        .formatted(shape.parameters())
                    : "It writes nothing but what the grammar of its tokenizer allows."));
    if (known.lineage().size() == 1) {
      line("- The loss before is that of weights that know nothing.");
    }
    line("- Numbers on a split that was looked at while choosing are optimistic; none is sealed.");
  }

  private void row(String name, String value) {
    line("| %s | %s |".formatted(name, value));
  }

  private void line(String line) {
    text.append(line).append('\n');
  }

  /// Text from a stranger: as code, in one line, and not the end of a table's cell.
  private static String code(String text) {
    String plain =
        text.codePoints()
            .map(c ->
                Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? ' ' : c)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
    return "`" + plain.replace("`", "'").replace("|", "\\|") + "`";
  }
}

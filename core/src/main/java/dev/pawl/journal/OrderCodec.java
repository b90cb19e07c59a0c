package dev.pawl.journal;

import dev.pawl.Hash;
import dev.pawl.Order;
import dev.pawl.journal.Event.Steered;
import java.util.Map;
import java.util.TreeMap;

/// Orders as canonical JSON.
final class OrderCodec {

  private OrderCodec() {}

  static void write(JsonWriter out, Steered e) {
    out.text("by", e.by()).text("id", e.id()).open("order");
    switch (e.order()) {
      case Order.Pin(var candidate, var share) ->
          out.text("act", "pin").hash("candidate", candidate).number("share", share);
      case Order.Unpin(var candidate) -> out.text("act", "unpin").hash("candidate", candidate);
      case Order.PinVersion(var version) -> out.text("act", "pin-version").hash("version", version);
      case Order.UnpinVersion() -> out.text("act", "unpin-version");
      case Order.Ban(var candidate, var descendants) ->
          out.text("act", descendants ? "ban-line" : "ban").hash("candidate", candidate);
      case Order.Annotate(var candidate, var note) ->
          out.text("act", "annotate").hash("candidate", candidate).text("note", note);
      case Order.Inject(var candidate, var parents) ->
          out.text("act", "inject").hash("candidate", candidate).hashes("parents", parents);
      case Order.Weigh(var weights) -> {
        out.text("act", "weigh").openArray("weights");
        weights.forEach(
            (name, weight) -> out.openItem().text("name", name).number("weight", weight).close());
        out.closeArray();
      }
    }
    out.close().text("reason", e.reason());
  }

  static Steered steered(JsonReader in) {
    String by = in.text("by");
    String id = in.text("id");
    in.open("order");
    Order order = order(in);
    in.end();
    return new Steered(id, by, in.text("reason"), order);
  }

  private static Order order(JsonReader in) {
    String act = in.text("act");
    return switch (act) {
      case "pin" -> {
        Hash candidate = in.hash("candidate");
        yield new Order.Pin(candidate, in.decimal("share"));
      }
      case "unpin" -> new Order.Unpin(in.hash("candidate"));
      case "pin-version" -> new Order.PinVersion(in.hash("version"));
      case "unpin-version" -> new Order.UnpinVersion();
      case "ban" -> new Order.Ban(in.hash("candidate"), false);
      case "ban-line" -> new Order.Ban(in.hash("candidate"), true);
      case "annotate" -> {
        Hash candidate = in.hash("candidate");
        yield new Order.Annotate(candidate, in.text("note"));
      }
      case "inject" -> {
        Hash candidate = in.hash("candidate");
        yield new Order.Inject(candidate, in.hashes("parents"));
      }
      case "weigh" -> {
        Map<String, Double> weights = new TreeMap<>();
        in.openArray("weights");
        while (in.openItem("weights")) {
          String name = in.text("name");
          weights.put(name, in.decimal("weight"));
          in.end();
        }
        yield new Order.Weigh(weights);
      }
      default -> throw new IllegalArgumentException("unknown order '%s'".formatted(act));
    };
  }
}

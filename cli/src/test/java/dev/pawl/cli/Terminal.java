package dev.pawl.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Types a command and keeps what came back.
record Terminal(int exitCode, String out, String err) {

  static Terminal type(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code = Pawl.run(List.of(args), new PrintWriter(out), new PrintWriter(err), false);
    return new Terminal(code, out.toString(), err.toString());
  }

  /// Standard output as the one JSON object that it must be.
  JsonNode json() {
    JsonNode node = JsonMapper.shared().readTree(out); // fails on a second token
    if (!node.isObject()) {
      throw new AssertionError("not a JSON object: " + out);
    }
    return node;
  }
}

package dev.pawl.cli.report;

import dev.pawl.Hash;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the remote models of a run charged, as its cassette tells it, in dollars. The cassette has
/// the order of answers and no tickets, so what was in flight beside a candidate is counted before
/// it or after it.
///
/// @param byCandidate what had been charged when a candidate had been written
record Bill(Map<Hash, Double> byCandidate, double total) {

  /// Of a run without remote models.
  static final Bill NONE = new Bill(Map.of(), 0);

  Bill {
    byCandidate = Map.copyOf(byCandidate);
  }

  /// Reads a cassette. A last line without an end is what a crash left, and is left out.
  ///
  /// @param cassette may be missing: then nothing was charged
  static Bill of(Path cassette) {
    if (!Files.isRegularFile(cassette)) {
      return NONE;
    }
    Map<Hash, Double> byCandidate = new HashMap<>();
    double[] dollars = {0};
    try (Stream<String> lines = Files.lines(cassette)) {
      lines.forEach(line -> read(line, byCandidate, dollars));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + cassette, e);
    }
    return new Bill(byCandidate, dollars[0]);
  }

  private static void read(String line, Map<Hash, Double> byCandidate, double[] dollars) {
    JsonNode node;
    try {
      node = JsonMapper.shared().readTree(line);
    } catch (JacksonException e) {
      return;
    }
    switch (node.path("type").asString("")) {
      case "answered", "failed", "lost" ->
          dollars[0] += node.path("spent").path("nanodollars").asLong(0) / 1e9;
      case "decided" -> {
        String wrote = node.path("wrote").asString("");
        if (!wrote.isEmpty()) {
          byCandidate.putIfAbsent(Hash.parse(wrote), dollars[0]);
        }
      }
      default -> {}
    }
  }

  /// What had been charged when `candidate` had been written; 0 if no model wrote it.
  double until(Hash candidate) {
    return byCandidate.getOrDefault(candidate, 0.0);
  }
}

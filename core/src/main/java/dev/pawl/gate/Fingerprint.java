package dev.pawl.gate;

import dev.pawl.Hash;
import dev.pawl.gate.Guard.Scale;
import dev.pawl.gate.Observation.Canary;
import dev.pawl.gate.Observation.Pair;
import dev.pawl.gate.Observation.Side;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// One hash of all that a verdict is a function of. Every field is written with its length or kind
/// before it, so that two different records cannot have the same bytes.
final class Fingerprint {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final DataOutputStream out = new DataOutputStream(bytes);

  private Fingerprint() {}

  static Hash of(GatePlan plan, Attempt attempt, List<Observation> observations) {
    Fingerprint fingerprint = new Fingerprint();
    try {
      fingerprint.text("pawl-gate-evidence-v1");
      fingerprint.plan(plan);
      fingerprint.attempt(attempt);
      fingerprint.out.writeInt(observations.size());
      for (Observation observation : observations) {
        fingerprint.observation(observation);
      }
    } catch (IOException e) {
      throw new AssertionError("memory does not fail", e);
    }
    return Hash.of(fingerprint.bytes.toByteArray());
  }

  private void plan(GatePlan plan) throws IOException {
    out.writeDouble(plan.alpha());
    switch (plan.spending()) {
      case Spending.Endless() -> out.writeInt(0);
      case Spending.Equal(int attempts) -> out.writeInt(attempts);
    }
    out.writeDouble(plan.gainMin());
    out.writeInt(plan.futilityTasks());
    out.writeInt(plan.tasksMax());
    out.writeInt(plan.guards().size());
    for (Guard guard : plan.guards()) {
      text(guard.name());
      text(guard.measured().name());
      text(guard.better().name());
      switch (guard.scale()) {
        case Scale.Relative() -> text("relative");
        case Scale.Absolute(var bounds) -> {
          text("absolute");
          out.writeDouble(bounds.min());
          out.writeDouble(bounds.max());
        }
      }
      out.writeDouble(guard.margin());
    }
  }

  private void attempt(Attempt attempt) throws IOException {
    out.writeInt(attempt.number());
    out.write(attempt.champion().bytes());
    out.write(attempt.candidate().bytes());
    numbers(attempt.championOnce());
    numbers(attempt.candidateOnce());
  }

  private void observation(Observation observation) throws IOException {
    switch (observation) {
      case Pair pair -> {
        text("pair");
        out.writeInt(pair.task());
        side(pair.champion());
        side(pair.candidate());
      }
      case Canary canary -> {
        text("canary");
        text(canary.name());
        out.writeBoolean(canary.sprung());
      }
    }
  }

  private void side(Side side) throws IOException {
    switch (side) {
      case Side.Scored scored -> {
        text("scored");
        out.writeDouble(scored.score());
        numbers(scored.guards());
      }
      case Side.Missing missing -> {
        text("missing");
        text(missing.reason());
      }
    }
  }

  private void numbers(List<Double> numbers) throws IOException {
    out.writeInt(numbers.size());
    for (double number : numbers) {
      out.writeDouble(number);
    }
  }

  private void text(String text) throws IOException {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(utf8.length);
    out.write(utf8);
  }
}

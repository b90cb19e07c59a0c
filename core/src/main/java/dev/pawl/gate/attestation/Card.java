package dev.pawl.gate.attestation;

import dev.pawl.Hash;
import dev.pawl.gate.Evidence;
import dev.pawl.gate.Gain;
import dev.pawl.gate.GatePlan;
import dev.pawl.gate.Guard;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Where a champion comes from and what speaks for it, for people: a page of Markdown, made of a
/// [Promotion] and nothing else.
public final class Card {

  private Card() {}

  /// The card.
  public static String of(Promotion promotion) {
    Evidence evidence = promotion.verdict().evidence();
    Gain gain = promotion.gain();
    GatePlan plan = promotion.plan();
    StringBuilder card = new StringBuilder();
    line(card, "# Champion " + promotion.attempt().candidate().brief());
    line(card, "");
    row(card, "candidate", promotion.attempt().candidate().toString());
    row(card, "champion before", promotion.attempt().champion().toString());
    row(card, "parents", names(promotion.parents()));
    row(card, "written by", promotion.proposer());
    row(card, "lab", promotion.lab());
    row(card, "run", promotion.run());
    row(card, "study", promotion.study().toString());
    row(card, "pawl", promotion.pawl());
    line(card, "");
    line(card, "## What was shown");
    line(
        card,
        "On sealed tasks it gains more than "
            + points(plan.gainMin())
            + " over the champion before, with an error probability of "
            + small(evidence.level())
            + ": its share of the "
            + plan.alpha()
            + " that all attempts on this hold-out may use.");
    line(card, "");
    row(card, "attempt on this hold-out", Integer.toString(evidence.attempt()));
    row(card, "tasks, both on the same", Integer.toString(evidence.tasks()));
    row(
        card,
        "gain",
        points(gain.mean())
            + " in the mean; the true gain is "
            + points(gain.low())
            + " or more and "
            + points(gain.high())
            + " or less, each but for "
            + small(gain.level()));
    row(card, "wealth of the bet", small(StrictMath.exp(Math.min(evidence.logWealth(), 700))));
    row(
        card,
        "without score",
        evidence.championMissing() + " champion, " + evidence.candidateMissing() + " candidate");
    for (Guard guard : plan.guards()) {
      row(card, "no worse in " + guard.name(), "but for a margin of " + guard.margin());
    }
    row(
        card,
        "approved by",
        promotion.approvedBy().isEmpty()
            ? "nobody; none was needed"
            : String.join(", ", promotion.approvedBy()));
    line(card, "");
    line(
        card,
        "The mean gain flatters: the attempt was stopped when it looked good. Measured anew on");
    line(card, "audit tasks it is likely to be less.");
    line(card, "");
    line(card, "## How to check it");
    row(card, "evidence", promotion.evidence().toString());
    row(card, "journal", promotion.head().origin());
    row(card, "events", Long.toString(promotion.head().events()));
    row(card, "head", promotion.head().head().toString());
    return card.toString();
  }

  private static String names(List<Hash> hashes) {
    return hashes.isEmpty()
        ? "none"
        : hashes.stream().map(Hash::toString).collect(Collectors.joining(", "));
  }

  private static void row(StringBuilder card, String name, String value) {
    card.append("- ").append(escaped(name)).append(": ").append(escaped(value)).append('\n');
  }

  private static void line(StringBuilder card, String text) {
    card.append(text).append('\n');
  }

  private static String points(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }

  private static String small(double probability) {
    return String.format(Locale.ROOT, "%.2e", probability);
  }

  /// Names may come from anywhere: no markup, no control or invisible characters.
  private static String escaped(String text) {
    StringBuilder safe = new StringBuilder();
    text.codePoints()
        .map(c -> c < 0x20 || c > 0x7e ? '?' : c)
        .forEach(c -> {
          if ("\\`*_[]<>&#|!".indexOf(c) >= 0) {
            safe.append('\\');
          }
          safe.appendCodePoint(c);
        });
    return safe.toString();
  }
}

package dev.pawl.corewar.viewer;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A recording as one HTML page that plays it: nothing to install, nothing fetched, and a content
/// security policy that lets nothing but the page's own script and style run.
public final class BattlePage {
  private static final Pattern HOLE = Pattern.compile("\\{\\{(\\w+)}}");

  private BattlePage() {}

  /// The page, to be written to a file as UTF-8.
  public static String of(Recording recording) {
    String style = resource("style.css");
    String script = resource("player.js");
    Map<String, String> parts =
        Map.of(
            "title", SafeText.html(title(recording)),
            "outcome", SafeText.html(recording.outcome()),
            "note", SafeText.html(note(recording)),
            "round", json(recording),
            "tape", Base64.getEncoder().encodeToString(recording.tape.packed()),
            "style", style,
            "styleHash", hash(style),
            "script", script,
            "scriptHash", hash(script));
    Matcher holes = HOLE.matcher(resource("page.html"));
    return holes.replaceAll(hole -> Matcher.quoteReplacement(parts.get(hole.group(1))));
  }

  private static String title(Recording recording) {
    return recording.fighters().stream()
        .map(Recording.Fighter::name)
        .collect(Collectors.joining(" against "));
  }

  private static String note(Recording recording) {
    return recording.truncated()
        ? "The recording stops after %,d of the %,d instructions of the round."
            .formatted(recording.steps(), recording.instructions())
        : "";
  }

  private static String json(Recording recording) {
    String fighters =
        recording.fighters().stream()
            .map(fighter ->
                "{\"name\":%s,\"author\":%s,\"position\":%d,\"length\":%d}"
                    .formatted(
                        SafeText.json(fighter.name()),
                        SafeText.json(fighter.author()),
                        fighter.position(),
                        fighter.length()))
            .collect(Collectors.joining(","));
    return "{\"size\":%d,\"steps\":%d,\"writes\":%d,\"loaded\":%d,\"fighters\":[%s]}"
        .formatted(
            recording.settings().coreSize(),
            recording.steps(),
            recording.tape.writes,
            recording.loaded,
            fighters);
  }

  /// What a content security policy calls this script or style.
  private static String hash(String content) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
      return "sha256-" + Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static String resource(String name) {
    try (InputStream in = BattlePage.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the viewer lacks its resource " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("the viewer cannot read its resource " + name, e);
    }
  }
}

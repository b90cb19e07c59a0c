package dev.pawl.cli.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// The page: `page.html` with its holes filled. Its policy names the hashes of its two scripts and
/// of its style, so a browser runs and applies nothing else, and loads nothing at all.
final class Page {

  private static final String ECHARTS =
      "/META-INF/resources/_static/echarts/6.0.0/dist/echarts.min.js";
  private static final Pattern HOLE = Pattern.compile("\\$\\{(\\w+)}");

  private static final Html FOOTER =
      Html.of("Made by <code>pawl report</code> from the journal and from nothing else.");

  private Page() {}

  static String of(String title, Html headline, List<Section> top, Html body, Charts charts) {
    return of(title, headline, top, body, charts, FOOTER);
  }

  /// @param footer what it was made from
  static String of(
      String title, Html headline, List<Section> top, Html body, Charts charts, Html footer) {
    String library = resource(ECHARTS);
    String script = resource("charts.js") + resource("page.js");
    String style = resource("page.css");
    List<Html> links = new ArrayList<>();
    top.forEach(s -> links.add(Html.of("<a href=\"#{}\">{}</a>\n", s.id(), s.title())));
    String policy =
        "default-src 'none'; script-src '%s' '%s'; style-src '%s'; base-uri 'none'; form-action 'none'"
            .formatted(hash(library), hash(script), hash(style));
    Map<String, String> holes =
        Map.of(
            "policy",
            policy,
            "title",
            Html.of("{}", title).markup(),
            "style",
            style,
            "headline",
            headline.markup(),
            "links",
            Html.all(links).markup(),
            "body",
            body.markup(),
            "footer",
            footer.markup(),
            "data",
            charts.json().markup(),
            "library",
            library,
            "script",
            script);
    return HOLE.matcher(resource("page.html"))
        .replaceAll(hole -> java.util.regex.Matcher.quoteReplacement(filling(holes, hole)));
  }

  private static String filling(Map<String, String> holes, MatchResult hole) {
    String filling = holes.get(hole.group(1));
    if (filling == null) {
      throw new IllegalStateException("page.html has a hole that nothing fills: " + hole.group());
    }
    return filling;
  }

  private static String hash(String script) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      byte[] digest = sha.digest(script.getBytes(StandardCharsets.UTF_8));
      return "sha256-" + Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }

  /// The text of a resource, with the line ends that a browser sees.
  private static String resource(String name) {
    try (InputStream in = Page.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the program was packaged without " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + name, e);
    }
  }
}

package dev.pawl.cli.report;

import java.util.Collection;

/// A piece of HTML that is known to be well formed: a template from our own source, in which every
/// argument was escaped unless it was such a piece itself. There is no other way for text to get
/// into a page.
record Html(String markup) {

  static final Html NONE = new Html("");

  /// `template` with each `{}` replaced by the argument in its place.
  ///
  /// @param template a literal, never a text from a journal
  /// @param arguments [Html] and collections of it as they are; everything else as escaped text
  static Html of(String template, Object... arguments) {
    StringBuilder markup = new StringBuilder();
    int from = 0;
    for (Object argument : arguments) {
      int hole = template.indexOf("{}", from);
      if (hole < 0) {
        throw new IllegalArgumentException(
            "%d arguments for the template '%s'".formatted(arguments.length, template));
      }
      markup.append(template, from, hole);
      append(markup, argument);
      from = hole + 2;
    }
    if (template.indexOf("{}", from) >= 0) {
      throw new IllegalArgumentException(
          "only %d arguments for the template '%s'".formatted(arguments.length, template));
    }
    return new Html(markup.append(template, from, template.length()).toString());
  }

  /// One after the other.
  static Html all(Collection<Html> pieces) {
    StringBuilder markup = new StringBuilder();
    pieces.forEach(piece -> markup.append(piece.markup));
    return new Html(markup.toString());
  }

  private static void append(StringBuilder markup, Object argument) {
    switch (argument) {
      case Html piece -> markup.append(piece.markup);
      case Collection<?> pieces -> pieces.forEach(piece -> append(markup, piece));
      default -> escape(markup, String.valueOf(argument));
    }
  }

  private static void escape(StringBuilder markup, String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> markup.append("&amp;");
        case '<' -> markup.append("&lt;");
        case '>' -> markup.append("&gt;");
        case '"' -> markup.append("&quot;");
        case '\'' -> markup.append("&#39;");
        default -> markup.append(plain(c));
      }
    }
  }

  /// `text` without the characters that [#plain(char)] replaces.
  static String plain(String text) {
    StringBuilder plain = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      plain.append(plain(text.charAt(i)));
    }
    return plain.toString();
  }

  /// The replacement character for controls and for marks that turn the direction of text, with
  /// which a program could be made to read as another; also for halves of characters, which no
  /// encoding takes.
  private static char plain(char c) {
    boolean control = Character.isISOControl(c) && c != '\n' && c != '\t';
    boolean turning =
        (c >= '\u202a' && c <= '\u202e')
            || (c >= '\u2066' && c <= '\u2069')
            || c == '\u200e'
            || c == '\u200f'
            || c == '\u2028'
            || c == '\u2029';
    return control || turning ? '\ufffd' : c;
  }
}

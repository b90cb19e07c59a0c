package dev.pawl.corewar.redcode;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A source text cut into lines, without its comments but for `;assert`, which is code. A line
/// `;redcode` starts the program: what stands before it is dropped, and a second one ends it.
record Source(String name, String author, List<String> strategy, List<SourceLine> lines) {

  /// The most bytes of a line, as in pMARS: the rest is read as if it were the next line.
  static final int LINE_BYTES_MAX = 255;

  static Source read(String text, Faults faults) {
    return new Reader(text, faults).read();
  }

  private static final class Reader {
    private final String text;
    private final Faults faults;
    private final List<String> strategy = new ArrayList<>();
    private final List<SourceLine> lines = new ArrayList<>();
    private String name = "Unknown";
    private String author = "Anonymous";
    private int at;
    private int number = 1;
    private int lineStart;
    private boolean started;
    private boolean ended;

    Reader(String text, Faults faults) {
      this.text = text;
      this.faults = faults;
    }

    Source read() {
      while (at < text.length() && !ended) {
        SourceLine line = line();
        Lexer lexer = new Lexer(line.text());
        switch (lexer.next()) {
          case END -> {}
          case COMMENT -> comment(line, lexer);
          default -> lines.add(new SourceLine(line.number(), line.offset(), code(line.text(), 0)));
        }
      }
      return new Source(name, author, strategy, lines);
    }

    /// Reads a line with its continuations: a line goes on after a backslash at its end.
    private SourceLine line() {
      int offset = at - lineStart;
      int first = number;
      StringBuilder line = new StringBuilder();
      int bytes = 0;
      boolean more = true;
      while (more && at < text.length()) {
        boolean cut = false;
        boolean ended = false;
        while (at < text.length() && !ended) {
          int c = text.codePointAt(at);
          int size = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
          if (bytes + size > LINE_BYTES_MAX) {
            break;
          }
          at += Character.charCount(c);
          ended = c == '\n';
          cut |= c == '\n' || c == '\r' || c == 0;
          if (!cut) {
            line.appendCodePoint(c);
          }
          bytes += size;
        }
        if (ended) {
          number++;
          lineStart = at;
        }
        more = !line.isEmpty() && line.charAt(line.length() - 1) == '\\';
        if (more) {
          line.setLength(line.length() - 1);
          bytes = line.length();
        } else if (!ended && at < text.length() && !endsHere()) {
          faults.add(Fault.LONG_LINE, new SourceLine(first, offset, line.toString()), "");
        }
      }
      return new SourceLine(first, offset, line.toString());
    }

    private boolean endsHere() {
      return text.charAt(at) == '\n' || text.charAt(at) == '\r';
    }

    private void comment(SourceLine line, Lexer lexer) {
      boolean glued = Lexer.isLetter(lexer.peek());
      lexer.next();
      String word = lexer.token().toUpperCase(Locale.ROOT);
      lexer.skipSpace();
      String rest = lexer.rest();
      switch (word) {
        case "REDCODE" -> {
          if (glued && started) {
            ended = true;
          } else if (glued) {
            started = true;
            lines.clear();
          }
        }
        case "NAME" -> name = rest.isEmpty() ? "Unknown" : rest;
        case "AUTHOR" -> author = rest.isEmpty() ? "Anonymous" : rest;
        case "STRATEGY" -> strategy.add(rest);
        case "ASSERT" -> {
          int from = line.text().length() - rest.length();
          lines.add(new SourceLine(line.number(), line.offset(), code(line.text(), from)));
        }
        default -> {}
      }
    }

    private static String code(String line, int from) {
      int comment = line.indexOf(';', from);
      return comment < 0 ? line : line.substring(0, comment);
    }
  }
}

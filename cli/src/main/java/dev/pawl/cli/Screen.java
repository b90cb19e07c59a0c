package dev.pawl.cli;

import dev.pawl.corewar.viewer.Recording;
import dev.pawl.corewar.viewer.TerminalPlayer;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The terminal that standard output is, if it is one; the launcher says so.
///
/// @param columns characters a line
/// @param rows lines
record Screen(boolean isTerminal, int columns, int rows) {

  private static final Screen PLAIN = new Screen(false, 80, 24);
  private static final Pattern SIZE = Pattern.compile("(\\d{1,4}) (\\d{1,4})\\s*");

  /// What this process writes to. Its size comes from `stty`, or else is that of a VT100.
  static Screen current() throws InterruptedException {
    if (!Boolean.getBoolean("pawl.out.terminal")) {
      return PLAIN;
    }
    try {
      Process stty =
          new ProcessBuilder("stty", "size")
              .redirectInput(new File("/dev/tty"))
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String answer = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      Matcher size = SIZE.matcher(answer);
      if (stty.waitFor() == 0 && size.matches()) {
        return new Screen(
            true,
            Math.clamp(Integer.parseInt(size.group(2)), 20, 1000),
            Math.clamp(Integer.parseInt(size.group(1)), 8, 1000));
      }
    } catch (IOException e) {
      // No stty: then the size is a guess.
    }
    return new Screen(true, PLAIN.columns, PLAIN.rows);
  }

  /// Plays a battle: in motion on a terminal, else as some plain lines.
  void play(Recording recording, int cyclesPerSecond, PrintWriter out)
      throws IOException, InterruptedException {
    TerminalPlayer player = new TerminalPlayer(columns, rows, cyclesPerSecond);
    if (isTerminal) {
      player.play(recording, new Flushing(out), TerminalPlayer.Sleeper.REAL);
    } else {
      player.printPlain(recording, out);
    }
    out.flush();
  }

  /// Every frame is seen at once.
  private record Flushing(PrintWriter out) implements Appendable {
    @Override
    public Appendable append(CharSequence text) {
      out.append(text).flush();
      return this;
    }

    @Override
    public Appendable append(CharSequence text, int start, int end) {
      out.append(text, start, end).flush();
      return this;
    }

    @Override
    public Appendable append(char c) {
      out.append(c).flush();
      return this;
    }
  }
}

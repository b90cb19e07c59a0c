package dev.pawl.corewar.viewer;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/// Plays a recording as text: in colour and in motion on a terminal, or as plain lines where the
/// output is a file or a pipe.
///
/// @param columns the width of the output, in characters
/// @param rows the height of the output, in lines
/// @param cyclesPerSecond the speed; a frame shows what happened in a twentieth of it
public record TerminalPlayer(int columns, int rows, int cyclesPerSecond) {
  private static final int FRAMES_PER_SECOND = 20;
  private static final int PLAIN_REPORTS = 10;

  /// Lines that are not map: the names, their processes, the clock.
  private static final int LINES_AROUND = 3;

  private static final String ESCAPE = "\u001B[";

  /// Colours of xterm's 256 that are told apart on dark and light ground, bright for code and dim
  /// for data.
  private static final int[] CODE = {33, 208, 35, 170, 44, 178, 160, 245};

  private static final int[] DATA = {24, 130, 22, 90, 30, 94, 88, 240};

  public TerminalPlayer {
    check("columns", columns, 20, 1000);
    check("rows", rows, 8, 1000);
    check("speed", cyclesPerSecond, 1, 10_000_000);
  }

  private static void check(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "%s is %d; it must be from %d to %d".formatted(name, value, least, most));
    }
  }

  /// Waits between frames.
  @FunctionalInterface
  public interface Sleeper {
    /// Waits on the real clock.
    Sleeper REAL = Thread::sleep;

    void sleep(Duration duration) throws InterruptedException;
  }

  /// Plays on a terminal that knows ANSI escapes. Leaves the cursor visible and the colours as they
  /// were, also if it is interrupted.
  public void play(Recording recording, Appendable out, Sleeper sleeper)
      throws IOException, InterruptedException {
    int warriors = recording.fighters().size();
    long stepsPerFrame = Math.max(1, (long) cyclesPerSecond * warriors / FRAMES_PER_SECOND);
    var replay = new Replay(recording);
    var map = new TextMap(recording.settings().coreSize(), columns, 2 * (rows - LINES_AROUND));
    out.append(ESCAPE).append("?25l").append(ESCAPE).append("2J");
    try {
      while (true) {
        int since = replay.step;
        frame(recording, replay, map, since - (int) Math.min(stepsPerFrame, since), out);
        if (replay.atEnd()) {
          break;
        }
        sleeper.sleep(Duration.ofSeconds(1).dividedBy(FRAMES_PER_SECOND));
        for (long i = 0; i < stepsPerFrame && !replay.atEnd(); i++) {
          replay.forward();
        }
      }
      out.append(end(recording));
    } finally {
      out.append(ESCAPE).append("0m").append(ESCAPE).append("?25h");
    }
  }

  private void frame(Recording recording, Replay replay, TextMap map, int since, Appendable out)
      throws IOException {
    var text = new StringBuilder(ESCAPE).append('H');
    int pixels = map.columns() * map.rows();
    int foreground = -2;
    int background = -2;
    for (int row = 0; row < map.rows(); row += 2) {
      for (int column = 0; column < map.columns(); column++) {
        int upper = colour(map.pixel(replay, row * map.columns() + column, since));
        int below = (row + 1) * map.columns() + column;
        int lower = below < pixels ? colour(map.pixel(replay, below, since)) : -1;
        if (upper != foreground) {
          text.append(ESCAPE).append(upper < 0 ? "39m" : "38;5;" + upper + "m");
          foreground = upper;
        }
        if (lower != background) {
          text.append(ESCAPE).append(lower < 0 ? "49m" : "48;5;" + lower + "m");
          background = lower;
        }
        // Without an upper colour the lower half block keeps the terminal's own ground above it.
        text.append(upper < 0 && lower < 0 ? ' ' : upper < 0 ? lowerOnly(text, lower) : '▀');
        if (upper < 0 && lower >= 0) {
          foreground = lower;
          background = -1;
        }
      }
      text.append(ESCAPE).append("0m").append(ESCAPE).append("K\n");
      foreground = -1;
      background = -1;
    }
    text.append(legend(recording, replay)).append(ESCAPE).append("0m").append(ESCAPE).append("K\n");
    text.append(clock(recording, replay)).append(ESCAPE).append("K");
    out.append(text);
  }

  private static char lowerOnly(StringBuilder text, int lower) {
    text.append(ESCAPE).append("49m").append(ESCAPE).append("38;5;").append(lower).append('m');
    return '▄';
  }

  private static int colour(TextMap.Pixel pixel) {
    if (pixel.owner() == Replay.NOBODY) {
      return -1;
    }
    if (pixel.executing()) {
      return 231;
    }
    int[] palette = pixel.data() ? DATA : CODE;
    return palette[pixel.owner() % palette.length];
  }

  private String legend(Recording recording, Replay replay) {
    var text = new StringBuilder();
    List<Recording.Fighter> fighters = recording.fighters();
    int room = Math.max(8, columns / fighters.size() - 14);
    for (int w = 0; w < fighters.size(); w++) {
      text.append(ESCAPE).append("38;5;").append(CODE[w % CODE.length]).append("m■ ");
      text.append(ESCAPE).append("39m").append(cut(fighters.get(w).name(), room));
      text.append(' ').append(replay.tasks[w] == 0 ? "dead" : "×" + replay.tasks[w]).append("  ");
    }
    return text.toString();
  }

  private static String clock(Recording recording, Replay replay) {
    return "instruction %,d of %,d".formatted(replay.step, recording.steps());
  }

  private static String end(Recording recording) {
    String note =
        recording.truncated()
            ? " (recording stops after %,d of %,d instructions)"
                .formatted(recording.steps(), recording.instructions())
            : "";
    return "\n" + SafeText.printable(recording.outcome()) + note + "\n";
  }

  /// Writes the same without escapes and without waiting: some reports, the last map, the outcome.
  public void printPlain(Recording recording, Appendable out) throws IOException {
    var replay = new Replay(recording);
    List<Recording.Fighter> fighters = recording.fighters();
    for (int w = 0; w < fighters.size(); w++) {
      out.append(
          "%c = %s\n".formatted(letter(w, false), SafeText.printable(fighters.get(w).name())));
    }
    for (int report = 1; report <= PLAIN_REPORTS; report++) {
      long until = (long) recording.steps() * report / PLAIN_REPORTS;
      while (replay.step < until) {
        replay.forward();
      }
      out.append("instruction %,9d:".formatted(replay.step));
      int[] owned = replay.owned();
      for (int w = 0; w < fighters.size(); w++) {
        out.append(
            "  %c %,5d processes %,6d cells"
                .formatted(letter(w, false), replay.tasks[w], owned[w]));
      }
      out.append('\n');
    }
    var map = new TextMap(recording.settings().coreSize(), columns, rows - LINES_AROUND);
    for (int row = 0; row < map.rows(); row++) {
      var line = new StringBuilder();
      for (int column = 0; column < map.columns(); column++) {
        TextMap.Pixel pixel = map.pixel(replay, row * map.columns() + column, recording.steps());
        line.append(pixel.owner() == Replay.NOBODY ? '.' : letter(pixel.owner(), pixel.data()));
      }
      out.append(line).append('\n');
    }
    out.append(end(recording).substring(1));
  }

  private static char letter(int warrior, boolean data) {
    return (char) ((data ? 'a' : 'A') + warrior % 26);
  }

  private static String cut(String text, int room) {
    String safe = SafeText.printable(text);
    return safe.length() <= room ? safe : safe.substring(0, room - 1) + "…";
  }
}

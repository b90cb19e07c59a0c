package dev.pawl.corewar.viewer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The terminal player, into a string and without waiting.
class TerminalPlayerTest {
  private static final TerminalPlayer PLAYER = new TerminalPlayer(80, 23, 1000);

  private static Recording round() {
    return Rounds.record(
        Rounds.warrior("Walker", "x", "MOV 0, 1"),
        Rounds.warrior("Sitter", "x", "DJN 0, #300\nDAT 0, 0"));
  }

  @Test
  void play_shortRound_waitsATwentiethOfASecondBetweenFrames()
      throws IOException, InterruptedException {
    Recording round = round();
    var waits = new ArrayList<Duration>();
    var out = new StringBuilder();
    PLAYER.play(round, out, waits::add);
    int frames = Math.ceilDiv(round.steps(), 1000 * 2 / 20);
    assertThat(waits).hasSize(frames).containsOnly(Duration.ofMillis(50));
    assertThat(out.toString().split("\u001B\\[H", -1)).hasSize(frames + 2);
    assertThat(out).contains("Walker", "Sitter", "dead").endsWith("\u001B[0m\u001B[?25h");
    assertThat(out).contains("Walker wins");
  }

  @Test
  void play_interrupted_restoresTheTerminal() {
    var out = new StringBuilder();
    assertThatThrownBy(() ->
            PLAYER.play(
                round(),
                out,
                duration -> {
                  throw new InterruptedException("ctrl-c");
                }))
        .isInstanceOf(InterruptedException.class);
    assertThat(out).endsWith("\u001B[0m\u001B[?25h");
  }

  @Test
  void play_anyFrame_fitsTheTerminal() throws IOException, InterruptedException {
    var out = new StringBuilder();
    PLAYER.play(round(), out, duration -> {});
    String lastFrame = out.substring(out.lastIndexOf("\u001B[H"));
    List<String> lines = lastFrame.replaceAll("\u001B\\[[0-9;?]*[a-zA-Z]", "").lines().toList();
    assertThat(lines).hasSizeLessThanOrEqualTo(23);
    assertThat(lines).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(80));
  }

  @Test
  void printPlain_anyRound_hasNoEscapesAndShowsTheEnd() throws IOException {
    var out = new StringBuilder();
    PLAYER.printPlain(round(), out);
    assertThat(out).doesNotContain("\u001B");
    assertThat(out).startsWith("A = Walker\nB = Sitter\n").endsWith("Walker wins\n");
    assertThat(out.toString().lines().filter(line -> line.startsWith("instruction"))).hasSize(10);
  }

  @Test
  void play_hostileName_cannotReachTheTerminal() throws IOException, InterruptedException {
    Recording round =
        Rounds.record(
            Rounds.warrior("\u001B[2Jboo\u009B31m\u202E", "x", "DAT 0, 0"),
            Rounds.warrior("y", "x", "JMP 0, 0"));
    var plain = new StringBuilder();
    PLAYER.printPlain(round, plain);
    assertThat(plain).contains("A = \uFFFD[2Jboo\uFFFD31m\uFFFD").doesNotContain("\u001B");
    var ansi = new StringBuilder();
    PLAYER.play(round, ansi, duration -> {});
    assertThat(ansi).doesNotContain("\u001B[2Jboo", "\u009B", "\u202E");
  }

  @Test
  void new_narrowTerminal_isRefused() {
    assertThatThrownBy(() -> new TerminalPlayer(19, 24, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("columns is 19; it must be from 20 to 1000");
  }
}

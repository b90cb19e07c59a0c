package dev.pawl.corewar.viewer;

import dev.pawl.corewar.Instruction;
import dev.pawl.corewar.Mode;
import dev.pawl.corewar.Modifier;
import dev.pawl.corewar.Opcode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/// Reads the data of a page as the page's script does, from nothing but its text.
final class PageDecoder {
  final Instruction[] core;
  final int[] tasks;
  final int steps;
  private final byte[] bytes;
  private int at;

  PageDecoder(String html, int fighters) {
    int size = number(html, "size");
    steps = number(html, "steps");
    int writes = number(html, "writes");
    int loaded = number(html, "loaded");
    bytes = unzip(Base64.getDecoder().decode(find(html, "octet-stream\">([^<]*)<")));
    byte[] stepWarrior = column(steps);
    column(2 * steps);
    byte[] stepWrites = column(steps);
    byte[] stepTasks = column(steps);
    int[] address = wide(writes);
    byte[] operation = column(writes);
    byte[] modes = column(writes);
    int[] a = wide(writes);
    int[] b = wide(writes);
    if (at != bytes.length) {
      throw new AssertionError((bytes.length - at) + " bytes are left over");
    }
    int stepped = 0;
    for (byte count : stepWrites) {
      stepped += count;
    }
    if (loaded + stepped != writes) {
      throw new AssertionError("writes of steps and of loading are not all writes");
    }
    core = new Instruction[size];
    Arrays.fill(core, Instruction.EMPTY);
    for (int i = 0; i < writes; i++) {
      core[address[i]] = instruction(operation[i] & 0xFF, modes[i], a[i], b[i]);
    }
    tasks = new int[fighters];
    Arrays.fill(tasks, 1);
    for (int i = 0; i < steps; i++) {
      tasks[stepWarrior[i]] += stepTasks[i];
    }
  }

  private static Instruction instruction(int operation, int modes, int a, int b) {
    return new Instruction(
        Opcode.values()[operation / 7],
        Modifier.values()[operation % 7],
        Mode.values()[modes >> 3],
        a,
        Mode.values()[modes & 7],
        b);
  }

  private byte[] column(int length) {
    at += length;
    return Arrays.copyOfRange(bytes, at - length, at);
  }

  private int[] wide(int length) {
    byte[] raw = column(2 * length);
    var values = new int[length];
    for (int i = 0; i < length; i++) {
      values[i] = (raw[2 * i] & 0xFF) + 256 * (raw[2 * i + 1] & 0xFF);
    }
    return values;
  }

  private static int number(String html, String key) {
    return Integer.parseInt(find(html, "\"" + key + "\":(\\d+)"));
  }

  private static String find(String html, String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(html);
    if (!matcher.find()) {
      throw new AssertionError("the page lacks " + pattern);
    }
    return matcher.group(1);
  }

  private static byte[] unzip(byte[] packed) {
    try (var in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package dev.pawl.cli;

import dev.pawl.corewar.Settings;
import dev.pawl.corewar.Warrior;
import dev.pawl.corewar.hill.Hill;
import dev.pawl.corewar.hill.Split;
import dev.pawl.corewar.redcode.Assembler;
import dev.pawl.corewar.redcode.AssemblerOptions;
import dev.pawl.corewar.redcode.Assembly;
import dev.pawl.corewar.redcode.Diagnostic;
import dev.pawl.study.Spelling;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// Finds warriors and hills by what the user calls them: a file, a folder, or `house:NAME`.
final class Warriors {

  private static final String HOUSE = "house";

  private Warriors() {}

  /// A warrior that assembled.
  ///
  /// @param source what the user called it
  record Found(String source, Warrior warrior, List<String> strategy, List<Diagnostic> warnings) {}

  static Found find(String source, Settings settings, AssemblerOptions options) {
    return source.startsWith(HOUSE + ":")
        ? house(source, settings)
        : file(source, settings, options);
  }

  /// @param name a folder, `house`, or one of its splits such as `house:select`
  static Hill hill(String name, Settings settings) throws IOException {
    if (!name.equals(HOUSE) && !name.startsWith(HOUSE + ":")) {
      if (!Files.isDirectory(Path.of(name))) {
        throw new Refusal(
            "%s is not a folder; a hill is a folder with .red files, or house".formatted(name));
      }
      return Hill.of(Path.of(name), settings);
    }
    checkHouse(name, settings);
    List<Hill.Entry> entries = new ArrayList<>();
    for (Split split : Split.values()) {
      if (name.equals(HOUSE) || name.equals(HOUSE + ":" + folder(split))) {
        entries.addAll(Hill.house(split).entries());
      }
    }
    if (entries.isEmpty()) {
      throw new Refusal(
          "no hill is called %s; there are house, house:search, house:select, house:sealed"
              .formatted(name));
    }
    return new Hill(name, entries, List.of());
  }

  private static Found house(String source, Settings settings) {
    checkHouse(source, settings);
    Map<String, Hill.Entry> byName = new TreeMap<>();
    for (Split split : Split.values()) {
      for (Hill.Entry entry : Hill.house(split).entries()) {
        byName.put(entry.file().replaceFirst(".*/", "").replaceFirst("\\.red$", ""), entry);
      }
    }
    String name = source.substring(HOUSE.length() + 1);
    Hill.Entry entry = byName.get(name);
    if (entry == null) {
      throw new Refusal(
          "the house hill has no %s; %s"
              .formatted(
                  name,
                  Spelling.nearest(name, byName.keySet())
                      .map("did you mean house:%s?"::formatted)
                      .orElse("it has " + String.join(", ", byName.keySet()))));
    }
    return new Found(source, entry.warrior(), entry.strategy(), List.of());
  }

  private static void checkHouse(String name, Settings settings) {
    if (settings.coreSize() != Settings.STANDARD.coreSize()
        || settings.length() < Settings.STANDARD.length()) {
      throw new Refusal(
          "%s is written for a core of %d cells and length %d; asked for %d and %d"
              .formatted(
                  name,
                  Settings.STANDARD.coreSize(),
                  Settings.STANDARD.length(),
                  settings.coreSize(),
                  settings.length()));
    }
  }

  private static Found file(String file, Settings settings, AssemblerOptions options) {
    return switch (Assembler.assemble(read(file), settings, options)) {
      case Assembly.Assembled done ->
          new Found(file, done.warrior(), done.strategy(), done.warnings());
      case Assembly.Rejected rejected -> {
        List<String> lines = rejected.errors().stream().map(found -> file + ":" + found).toList();
        throw new Refusal(
            lines.size() == 1
                ? lines.getFirst()
                : "%s does not assemble:\n  %s".formatted(file, String.join("\n  ", lines)),
            lines);
      }
    };
  }

  /// Old warriors are in any encoding: UTF-8 if it is that, else Latin-1, which is never wrong.
  private static String read(String file) {
    Path path = Path.of(file);
    if (!Files.isRegularFile(path)) {
      throw new Refusal(
          "there is no file %s; a warrior is a Redcode file, or house:NAME".formatted(file));
    }
    byte[] bytes;
    try (InputStream in = Files.newInputStream(path)) {
      bytes = in.readNBytes(Assembler.SOURCE_MAX + 1); // one more, so that the assembler sees it
    } catch (IOException e) {
      throw new Refusal("%s cannot be read: %s".formatted(file, e));
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return new String(bytes, StandardCharsets.ISO_8859_1);
    }
  }

  private static String folder(Split split) {
    return split.name().toLowerCase(Locale.ROOT);
  }
}

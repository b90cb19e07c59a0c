package dev.pawl.corewar.hill;

import dev.pawl.corewar.Settings;
import dev.pawl.corewar.Warrior;
import dev.pawl.corewar.redcode.Assembler;
import dev.pawl.corewar.redcode.Assembly;
import dev.pawl.corewar.redcode.Diagnostic;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// A named list of warriors to be measured against.
///
/// @param entries the warriors, in the order of their files
/// @param rejects the files that do not assemble, in the order of their names
public record Hill(String name, List<Entry> entries, List<Reject> rejects) {

  /// The most files that a folder may hold.
  static final int FILES_MAX = 100_000;

  public Hill {
    entries = List.copyOf(entries);
    rejects = List.copyOf(rejects);
  }

  /// One warrior of a hill.
  ///
  /// @param file its path in the hill, with `/` between folders; unlike its name, it is unique
  /// @param strategy the texts of its `;strategy` lines
  public record Entry(String file, Warrior warrior, List<String> strategy) {
    public Entry {
      strategy = List.copyOf(strategy);
    }
  }

  /// A file that is no warrior.
  ///
  /// @param diagnostics what the assembler found, at least one error among it
  public record Reject(String file, List<Diagnostic> diagnostics) {
    public Reject {
      diagnostics = List.copyOf(diagnostics);
    }

    /// A line for each finding, such as `imps/a.red:3:5: error: ...`.
    @Override
    public String toString() {
      return String.join("\n", diagnostics.stream().map(found -> file + ":" + found).toList());
    }
  }

  /// A split of the house hill, written for Pawl and for [Settings#STANDARD].
  public static Hill house(Split split) {
    var builder = new Builder(Settings.STANDARD);
    for (String file : resource("index.txt").lines().toList()) {
      if (file.startsWith(split.folder() + "/")) {
        builder.add(file, resource(file));
      }
    }
    return builder.build("house/" + split.folder());
  }

  /// The `.red` files in a folder and the folders below it, sorted by path.
  ///
  /// @throws IOException if the folder or a file in it cannot be read
  public static Hill of(Path folder, Settings settings) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new NoSuchFileException(
          folder.toString(), null, "no such folder; a hill is a folder with .red files");
    }
    var files = new ArrayList<Path>();
    try (Stream<Path> walk = Files.walk(folder)) {
      walk.filter(Hill::isWarrior).limit(FILES_MAX + 1L).forEach(files::add);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    if (files.size() > FILES_MAX) {
      throw new IOException(
          "%s holds more than %,d .red files; split it".formatted(folder, FILES_MAX));
    }
    files.sort(Comparator.comparing(file -> relative(folder, file)));
    var builder = new Builder(settings);
    for (Path file : files) {
      builder.add(relative(folder, file), read(file));
    }
    return builder.build(folder.toString());
  }

  /// The warriors alone, in the order of the entries.
  public List<Warrior> warriors() {
    return entries.stream().map(Entry::warrior).toList();
  }

  private static boolean isWarrior(Path file) {
    return file.toString().toLowerCase(Locale.ROOT).endsWith(".red") && Files.isRegularFile(file);
  }

  private static String relative(Path folder, Path file) {
    return folder.relativize(file).toString().replace('\\', '/');
  }

  /// Old warriors are in any encoding: UTF-8 if it is that, else Latin-1, which is never wrong.
  private static String read(Path file) throws IOException {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(Assembler.SOURCE_MAX + 1); // one more, so that the assembler sees it
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return new String(bytes, StandardCharsets.ISO_8859_1);
    }
  }

  private static String resource(String file) {
    try (InputStream in = Hill.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("the house hill lacks its file " + file);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("the house hill's file " + file + " cannot be read", e);
    }
  }

  private static final class Builder {
    private final Settings settings;
    private final List<Entry> entries = new ArrayList<>();
    private final List<Reject> rejects = new ArrayList<>();

    Builder(Settings settings) {
      this.settings = settings;
    }

    void add(String file, String source) {
      switch (Assembler.assemble(source, settings)) {
        case Assembly.Assembled assembled ->
            entries.add(new Entry(file, assembled.warrior(), assembled.strategy()));
        case Assembly.Rejected rejected -> rejects.add(new Reject(file, rejected.errors()));
      }
    }

    Hill build(String name) {
      return new Hill(name, entries, rejects);
    }
  }
}

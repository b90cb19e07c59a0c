package dev.pawl.cli.model;

import dev.pawl.Hash;
import dev.pawl.lm.ByteTokenizer;
import dev.pawl.lm.Tokens;
import dev.pawl.lm.train.Corpus.Example;
import dev.pawl.lm.train.Corpus.Texts;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Files as texts for a model of bytes. Each file is cut into pieces of the model's context, so
/// that every byte of it is to be predicted once; start and end stand at the file's.
///
/// One piece in twenty is held out, by the hash of what it says: the same piece is held out in
/// every training, and a piece that comes twice is never on both sides.
///
/// @param files what was read
/// @param pieces in the order of files
public record TextCorpus(List<Source> files, List<Example> pieces) {

  private static final int HELD_OUT_ONE_IN = 20;

  /// So much is enough for a loss to three digits, and is measured twice.
  private static final int HELD_OUT_MAX = 256;

  /// As arrays of tokens take four times as much, and a worker needs them too.
  private static final long BYTES_MAX = 64L << 20;

  public TextCorpus {
    files = List.copyOf(files);
    pieces = List.copyOf(pieces);
  }

  /// A file that was read.
  public record Source(String name, long bytes, Hash hash) {}

  /// Reads files, and all files in folders, in the order of their names.
  ///
  /// @throws ModelException if one cannot be read, or there is nothing to learn
  public static TextCorpus read(List<Path> paths, int context) {
    List<Source> files = new ArrayList<>();
    List<Example> pieces = new ArrayList<>();
    long size = 0;
    for (Path path : paths.stream().flatMap(TextCorpus::files).toList()) {
      byte[] bytes = bytes(path, BYTES_MAX - size);
      size += bytes.length;
      files.add(new Source(path.toString(), bytes.length, Hash.of(bytes)));
      if (bytes.length > 0) {
        cut(bytes, context, pieces);
      }
    }
    if (pieces.isEmpty()) {
      throw new ModelException("there is not one byte to read in %s".formatted(paths));
    }
    return new TextCorpus(files, pieces);
  }

  private static Stream<Path> files(Path path) {
    if (!Files.isDirectory(path)) {
      return Stream.of(path);
    }
    try (Stream<Path> below = Files.walk(path)) {
      return below.filter(Files::isRegularFile).sorted().toList().stream();
    } catch (IOException e) {
      throw new ModelException("the folder %s cannot be read: %s".formatted(path, e));
    }
  }

  private static byte[] bytes(Path path, long most) {
    if (!Files.isRegularFile(path)) {
      throw new ModelException(
          "there is no file %s; a corpus is text files, or folders of them".formatted(path));
    }
    try {
      if (Files.size(path) > most) {
        throw new ModelException(
            "with %s there are more than %,d bytes; give less at once".formatted(path, BYTES_MAX));
      }
      return Files.readAllBytes(path);
    } catch (IOException e) {
      throw new ModelException("%s cannot be read: %s".formatted(path, e));
    }
  }

  private static void cut(byte[] bytes, int context, List<Example> pieces) {
    int[] tokens = new int[bytes.length + 2];
    tokens[0] = ByteTokenizer.START;
    for (int i = 0; i < bytes.length; i++) {
      tokens[i + 1] = Byte.toUnsignedInt(bytes[i]);
    }
    tokens[bytes.length + 1] = ByteTokenizer.END;
    for (int from = 0; from + 1 < tokens.length; from += context) {
      int to = Math.min(tokens.length, from + context + 1);
      pieces.add(new Example(Tokens.of(Arrays.copyOfRange(tokens, from, to)), 0, 1));
    }
  }

  /// Two sides of a corpus.
  public record Split(Texts trained, Texts heldOut) {}

  /// What is trained on, and what is held out.
  ///
  /// @throws ModelException if there is too little for both
  public Split split() {
    record Hashed(Example piece, Hash hash) {}
    List<Hashed> all = pieces.stream().map(p -> new Hashed(p, hash(p))).toList();
    Hash least = all.stream().map(Hashed::hash).min(Comparator.naturalOrder()).orElseThrow();
    boolean few = all.stream().noneMatch(each -> isHeldOut(each.hash()));
    List<Example> trained = new ArrayList<>();
    List<Hashed> held = new ArrayList<>();
    for (Hashed each : all) {
      if (isHeldOut(each.hash()) || (few && each.hash().equals(least))) {
        held.add(each);
      } else {
        trained.add(each.piece());
      }
    }
    if (trained.isEmpty()) {
      throw new ModelException(
          "%,d bytes are one piece, and one must be held out; give more text, or less --context"
              .formatted(bytes()));
    }
    held.sort(Comparator.comparing(Hashed::hash));
    List<Example> heldOut = held.stream().limit(HELD_OUT_MAX).map(Hashed::piece).toList();
    return new Split(new Texts(trained), new Texts(heldOut));
  }

  private static boolean isHeldOut(Hash hash) {
    return Long.remainderUnsigned(hash.d(), HELD_OUT_ONE_IN) == 0;
  }

  private static Hash hash(Example piece) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * piece.tokens().size());
    for (int token : piece.tokens().toArray()) {
      bytes.putInt(token);
    }
    return Hash.of(bytes.array());
  }

  /// About `most` of the pieces, spread evenly.
  public List<Example> evenly(int most) {
    if (pieces.size() <= most) {
      return pieces;
    }
    List<Example> some = new ArrayList<>();
    for (int i = 0; i < most; i++) {
      some.add(pieces.get((int) ((2L * i + 1) * pieces.size() / (2L * most))));
    }
    return some;
  }

  /// Of all files.
  public long bytes() {
    return files.stream().mapToLong(Source::bytes).sum();
  }

  /// How many tokens are learned in one pass over `texts`.
  public static long tokens(Texts texts) {
    return texts.examples().stream().mapToLong(Example::learned).sum();
  }

  /// For the lineage of a model.
  public Map<String, Object> json() {
    List<Map<String, Object>> sources = new ArrayList<>();
    for (Source file : files) {
      Map<String, Object> source = new LinkedHashMap<>();
      source.put("file", file.name());
      source.put("bytes", file.bytes());
      source.put("sha256", file.hash().toString());
      sources.add(source);
    }
    return Map.of("files", sources);
  }
}

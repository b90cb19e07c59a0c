package dev.pawl;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// An immutable program under improvement: named text files. Two candidates with the same files are
/// the same candidate, whoever wrote them; who the parents were is a fact of the journal and not of
/// the program.
///
/// @param files text by relative path, at least one
/// @param id SHA-256 of [#canonical()]
public record Candidate(SortedMap<String, String> files, Hash id) {

  /// The most bytes that all files of a candidate may have together.
  public static final int BYTES_MAX = 8 << 20;

  /// Use [#of]: the id is never given but computed.
  public Candidate {
    if (files.isEmpty()) {
      throw new IllegalArgumentException("a candidate has no files; it needs at least one");
    }
    files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    byte[] canonical = canonical(files);
    if (canonical.length > BYTES_MAX) {
      throw new IllegalArgumentException(
          "a candidate has %d bytes; the most is %d".formatted(canonical.length, BYTES_MAX));
    }
    if (!Hash.of(canonical).equals(id)) {
      throw new IllegalArgumentException(
          "candidate id %s is not the hash of its files".formatted(id));
    }
  }

  /// The candidate with these files.
  public static Candidate of(Map<String, String> files) {
    SortedMap<String, String> sorted = new TreeMap<>(files);
    return new Candidate(sorted, Hash.of(canonical(sorted)));
  }

  /// The candidate with one file.
  public static Candidate of(String path, String text) {
    return of(Map.of(path, text));
  }

  /// The text of the only file.
  public String text() {
    if (files.size() != 1) {
      throw new IllegalStateException("asked for the only file, but there are " + files.keySet());
    }
    return files.firstEntry().getValue();
  }

  /// The bytes that the id is the hash of: the number of files, then per file, by path, the length
  /// and UTF-8 of its path and of its text; all numbers 4 bytes, big endian.
  public byte[] canonical() {
    return canonical(files);
  }

  /// The inverse of [#canonical()].
  public static Candidate ofCanonical(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      SortedMap<String, String> files = new TreeMap<>();
      int count = in.readInt();
      for (int i = 0; i < count; i++) {
        String path = new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
        files.put(path, new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8));
      }
      return of(files);
    } catch (IOException e) {
      throw new UncheckedIOException("not the canonical form of a candidate", e);
    }
  }

  private static byte[] canonical(SortedMap<String, String> files) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(files.size());
      for (Map.Entry<String, String> file : files.entrySet()) {
        for (String part : new String[] {file.getKey(), file.getValue()}) {
          byte[] utf8 = part.getBytes(StandardCharsets.UTF_8);
          out.writeInt(utf8.length);
          out.write(utf8);
        }
      }
    } catch (IOException e) {
      throw new AssertionError("memory does not fail", e);
    }
    return bytes.toByteArray();
  }
}

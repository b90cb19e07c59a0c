package dev.pawl.jail;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// How sources are put to `inside.Compiling`, and how its answers are read. Each number in an
/// answer is checked against what is there.
final class Sources {

  private Sources() {}

  /// What is wrong with their paths, if anything is.
  static Optional<String> problem(Map<String, String> sources) {
    SortedMap<String, Bytes> files = new TreeMap<>();
    for (String path : sources.keySet()) {
      if (!path.endsWith(".java")) {
        return Optional.of(
            "its file %s is no Java source; a path ends with .java"
                .formatted(ArtifactPath.quoted(path)));
      }
      files.put(path, Bytes.NONE);
    }
    return files.isEmpty() ? Optional.of("it has no files") : Workplace.problem(files);
  }

  /// Sources whose paths are legal.
  static Bytes question(Map<String, String> sources) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(all)) {
      out.writeInt(sources.size());
      for (Map.Entry<String, String> source : new TreeMap<>(sources).entrySet()) {
        byte[] text = Bytes.of(source.getValue()).array();
        out.writeUTF(source.getKey());
        out.writeInt(text.length);
        out.write(text);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot hand over sources", e);
    }
    return Bytes.of(all.toByteArray());
  }

  /// What an answer says.
  static Compiled answer(Bytes body) {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(body.array()));
    try {
      SortedMap<String, Bytes> classes = new TreeMap<>();
      for (int left = in.readInt(); left > 0; left--) {
        classes.put(in.readUTF(), Bytes.of(exactly(in.readInt(), in)));
      }
      List<Diagnostic> errors = new ArrayList<>();
      for (int left = in.readInt(); left > 0; left--) {
        errors.add(new Diagnostic(in.readUTF(), in.readInt(), in.readUTF()));
      }
      return errors.isEmpty() ? new Compiled.Classes(classes) : new Compiled.Errors(errors);
    } catch (IOException e) {
      return new Compiled.Stopped(new Ending.Refused("the compiler's answer makes no sense"));
    }
  }

  private static byte[] exactly(int size, DataInputStream in) throws IOException {
    if (size < 0 || size > in.available()) {
      throw new IOException("a class file of %d bytes is not there".formatted(size));
    }
    return in.readNBytes(size);
  }
}

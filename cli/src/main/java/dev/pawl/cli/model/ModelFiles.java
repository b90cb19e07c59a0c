package dev.pawl.cli.model;

import dev.pawl.cli.report.WholeFile;
import dev.pawl.lm.Model;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A model in a file, and what lies beside it:
///
///     words.safetensors        the model, in the layout of Hugging Face
///     words.lineage.json       how it came to be
///     words.loss.html          the losses of its training
///     words.checkpoint         where its training was stopped; gone when it is done
///
/// @param model the first of these
public record ModelFiles(Path model) {

  private static final String EXTENSION = ".safetensors";

  /// More than the 200 million parameters of the largest shape.
  private static final long BYTES_MAX = 1L << 30;

  /// Where the training was stopped.
  public Path checkpoint() {
    return beside(".checkpoint");
  }

  /// The losses.
  public Path plot() {
    return beside(".loss.html");
  }

  /// How it came to be.
  public Path lineage() {
    return beside(".lineage.json");
  }

  private Path beside(String ending) {
    String name = String.valueOf(model.getFileName());
    String stem =
        name.endsWith(EXTENSION) ? name.substring(0, name.length() - EXTENSION.length()) : name;
    return model.resolveSibling(stem + ending);
  }

  /// The model, with its lineage where there is one that ends with it.
  ///
  /// @throws ModelException if it is no model
  public Known read() {
    byte[] bytes;
    try {
      if (Files.size(model) > BYTES_MAX) {
        throw new ModelException(
            "%s has %,d bytes; a model has at most %,d"
                .formatted(model, Files.size(model), BYTES_MAX));
      }
      bytes = Files.readAllBytes(model);
    } catch (IOException e) {
      throw new ModelException("%s cannot be read: %s".formatted(model, e));
    }
    try {
      Model read = Model.read(bytes);
      return new Known(model.toString(), read, lineage(read));
    } catch (IllegalArgumentException e) {
      throw new ModelException(
          "%s is no model of Pawl: %s; `pawl model train` makes one"
              .formatted(model, e.getMessage()));
    }
  }

  private List<Version> lineage(Model read) {
    if (!Files.isRegularFile(lineage())) {
      return List.of();
    }
    try {
      if (Files.size(lineage()) > Lineages.BYTES_MAX) {
        throw new ModelException(
            "%s is larger than %,d bytes; take it away to go on without a lineage"
                .formatted(lineage(), Lineages.BYTES_MAX));
      }
      List<Version> lineage = Lineages.read(Files.readString(lineage()));
      boolean ofThis = !lineage.isEmpty() && lineage.getLast().model().equals(read.id());
      return ofThis ? lineage : List.of(); // the model was replaced
    } catch (IOException | IllegalArgumentException e) {
      throw new ModelException(
          "%s is no lineage: %s; take it away to go on without"
              .formatted(lineage(), e.getMessage()));
    }
  }

  /// Writes model and lineage; each file appears only when it is complete.
  public void write(Model trained, List<Version> versions) throws IOException {
    WholeFile.write(lineage(), Lineages.write(versions).getBytes(StandardCharsets.UTF_8));
    WholeFile.write(model, trained.bytes());
  }
}

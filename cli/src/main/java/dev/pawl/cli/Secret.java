package dev.pawl.cli;

import dev.pawl.gate.Declared;
import dev.pawl.gate.split.RunSecret;
import dev.pawl.labs.Study;
import dev.pawl.study.Setting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;

/// The secret that sealed tasks of a run are drawn with, where the study wants one that nobody can
/// compute (`gate.secret: drawn`): a file in the run's folder that only its owner reads. The
/// journal holds its commitment from the first event on.
final class Secret {

  private Secret() {}

  /// Whether the secret of `study` has to come from a file.
  static boolean isDrawn(Study study) {
    return study.terms().gating().declared().map(d -> !d.secret().isKnown()).orElse(false);
  }

  /// Draws a secret for a new run, and returns the setting that promises it.
  static Setting draw(RunDirectory run) {
    byte[] bytes = new byte[RunSecret.BYTES];
    new SecureRandom().nextBytes(bytes);
    Path file = run.secret();
    try {
      OwnerOnly.write(file, HexFormat.of().formatHex(bytes) + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the secret to " + file, e);
    }
    return promise(run);
  }

  /// The setting that promises the secret that lies in the folder.
  static Setting promise(RunDirectory run) {
    return new Setting(
        "the secret in " + run.secret(),
        "gate.commitment",
        read(run.secret()).commitment().toString());
  }

  /// The study with the secret of its run, if it needs one.
  static Study with(Study study, RunDirectory run) {
    if (!isDrawn(study)) {
      return study;
    }
    RunSecret secret = read(run.secret());
    Declared declared = study.terms().gating().declared().orElseThrow();
    if (!secret.commitment().equals(declared.secret().commitment())) {
      throw new Refusal(
          "%s is not the secret of this run: its commitment is %s, the journal holds %s"
              .formatted(
                  run.secret(),
                  secret.commitment().brief(),
                  declared.secret().commitment().brief()));
    }
    return new Study(
        study.lab(), study.terms().withGating(study.terms().gating().withSecret(secret)));
  }

  private static RunSecret read(Path file) {
    try {
      return RunSecret.of(HexFormat.of().parseHex(Files.readString(file).strip()));
    } catch (NoSuchFileException e) {
      throw new Refusal(
          "there is no %s: sealed tasks of this run are drawn with it, so it cannot go on or be run again without; `pawl replay` and `pawl verify` can"
              .formatted(file));
    } catch (FileSystemException e) {
      throw new Refusal("cannot read %s: %s".formatted(file, e.getReason()));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the secret in " + file, e);
    } catch (IllegalArgumentException e) {
      throw new Refusal(
          "%s holds no secret: it must be %d bytes in hexadecimal digits"
              .formatted(file, RunSecret.BYTES));
    }
  }
}

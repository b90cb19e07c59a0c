package dev.pawl.cli;

import dev.pawl.gate.attestation.Checkpoint;
import dev.pawl.gate.attestation.Note;
import dev.pawl.gate.attestation.VerifyingKey;
import dev.pawl.journal.Journal;
import dev.pawl.journal.Verification;
import dev.pawl.journal.Verification.Finding;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A checkpoint that somebody signed, against the journal that it is about.
record SignedHead(Checkpoint checkpoint) {

  /// The checkpoint in the note in `file`, which `key` must have signed.
  static SignedHead open(Path file, VerifyingKey key) {
    try {
      Note note = Note.parse(KeyFiles.text(file, Note.CHARACTERS_MAX));
      return new SignedHead(
          Checkpoint.open(note, key)
              .orElseThrow(() ->
                  new Refusal(
                      "%s is not a checkpoint with a good signature of %s; it claims signatures of %s"
                          .formatted(
                              file,
                              key.name(),
                              note.lines().stream().map(Note.Line::name).toList()))));
    } catch (IllegalArgumentException e) {
      throw new Refusal("%s is no signed note: %s".formatted(file, e.getMessage()));
    }
  }

  /// Examines the journal of `run`, which must begin with what was signed.
  Verification verify(RunDirectory run) {
    Verification found = Verification.of(run.journal(), checkpoint.head());
    if (!found.sound()) {
      return found;
    }
    List<Finding> findings = new ArrayList<>();
    try (Journal journal = RunArgument.journal(run)) {
      journal.read(
          0,
          entry -> {
            boolean signed = entry.number() + 1 == checkpoint.events();
            if (signed && !entry.hash().equals(checkpoint.head())) {
              findings.add(
                  new Finding(
                      "event " + entry.number(),
                      "the signed head " + checkpoint.head(),
                      entry.hash().toString()));
            }
          });
      if (journal.size() < checkpoint.events()) {
        findings.add(
            new Finding(
                "file", checkpoint.events() + " events or more", journal.size() + " events"));
      }
    }
    return new Verification(found.events(), found.blobs(), found.head(), findings);
  }
}

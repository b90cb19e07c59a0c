package dev.pawl.journal;

import dev.pawl.Hash;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What an examination of a journal on the disk found.
///
/// Everything is computed anew from the stored bytes: the numbering and the chain of the events,
/// that each decodes and may follow the one before, that every candidate's blob is there, that
/// every blob has its hash, and the structure of the database. So any change of an event or a blob
/// is found, and any event that is missing, repeated or moved. A chain cannot tell that its end was
/// cut off, or that all of it was written anew: for that, give a head that was recorded elsewhere.
///
/// @param events how many could be read
/// @param blobs how many could be read
/// @param head the stored hash of the last event
/// @param findings what is wrong, at most [#FINDINGS_MAX]; empty if the journal is sound
public record Verification(long events, long blobs, Hash head, List<Finding> findings) {

  /// The most findings that are listed; an examination ends there.
  public static final int FINDINGS_MAX = 100;

  public Verification {
    findings = List.copyOf(findings);
  }

  /// One thing that is wrong.
  ///
  /// @param where such as `event 17`, `blob 5e…`, `file`
  public record Finding(String where, String expected, String found) {

    @Override
    public String toString() {
      return "%s: expected %s; found %s".formatted(where, expected, found);
    }
  }

  /// Examines the journal in `file`, also while another process writes it.
  ///
  /// @throws JournalException if there is no such file
  public static Verification of(Path file) {
    return Verifier.verify(file, Optional.empty());
  }

  /// Examines the journal in `file`, which must contain `head`: it may have been continued since,
  /// but not cut off or rewritten.
  public static Verification of(Path file, Hash head) {
    return Verifier.verify(file, Optional.of(head));
  }

  /// Whether nothing is wrong.
  public boolean sound() {
    return findings.isEmpty();
  }
}

package dev.pawl.jail;

/// An error of a compiler. Its text is untrusted: it quotes the candidate.
///
/// @param file path of the source; empty where it concerns none
/// @param line from 1; 0 where it concerns none
/// @param message in English
public record Diagnostic(String file, int line, String message) {

  @Override
  public String toString() {
    return file.isEmpty() ? message : "%s:%d: %s".formatted(file, line, message);
  }
}

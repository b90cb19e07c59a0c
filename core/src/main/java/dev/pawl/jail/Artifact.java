package dev.pawl.jail;

import dev.pawl.Hash;

/// A file that a jailed program left, copied when everything inside was dead, then hashed.
///
/// @param path relative to the folder `OUT`; letters, digits, `. _ $ + - /`
/// @param hash of the bytes
public record Artifact(String path, Bytes bytes, Hash hash) {

  static Artifact of(String path, Bytes bytes) {
    return new Artifact(path, bytes, bytes.hash());
  }
}

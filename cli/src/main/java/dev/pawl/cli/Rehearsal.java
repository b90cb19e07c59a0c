package dev.pawl.cli;

import java.io.PrintWriter;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;

/// Goes through all commands once, so that the launcher's start cache knows the classes that they
/// need. Prints nothing.
public final class Rehearsal {

  private Rehearsal() {}

  /// Runs the rehearsal.
  public static void main(String[] args) {
    PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
    List<List<String>> plays = new ArrayList<>();
    plays.add(List.of("--help"));
    plays.add(List.of("--version"));
    plays.add(List.of("--help", "--json"));
    plays.add(List.of("no-such-command"));
    for (String name : Catalog.names()) {
      plays.add(List.of(name, "--help"));
      plays.add(List.of(name, "--no-such-option"));
    }
    for (List<String> play : plays) {
      Pawl.run(play, nowhere, nowhere, false);
    }
  }
}

package dev.pawl.labs.programs.task;

import dev.pawl.Candidate;
import dev.pawl.jail.Bytes;
import dev.pawl.jail.Job;
import dev.pawl.jail.Restrictions;
import dev.pawl.labs.programs.Case;
import dev.pawl.labs.programs.EvaluatorException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// A command that runs where the candidate's files lie, new for every case.
///
/// @param command its first words; the arguments of a case follow
/// @param readable what it may read beside its files and the system
/// @param restrictions of one run
record CommandProgram(
    Workshop workshop, List<String> command, List<Path> readable, Restrictions restrictions)
    implements Program {

  CommandProgram {
    command = List.copyOf(command);
  }

  @Override
  public Ready ready(Candidate candidate) {
    return (Ready.Runs) what -> run(candidate, what);
  }

  private Back run(Candidate candidate, Case what) {
    SortedMap<String, Bytes> files = Workshop.bytes(candidate.files());
    what.files()
        .forEach((path, text) -> {
          if (files.putIfAbsent(path, Bytes.of(text)) != null) {
            throw new EvaluatorException(
                "case '%s' has a file %s, but so has the candidate; choose another name"
                    .formatted(what.name(), path));
          }
        });
    List<String> words = new ArrayList<>(command);
    words.addAll(what.arguments());
    Bytes input = Bytes.of(what.input());
    return new Back(
        workshop.run(new Job(files, words, new TreeMap<>(), input, readable, restrictions)), 0);
  }

  @Override
  public void close() {
    workshop.close();
  }
}

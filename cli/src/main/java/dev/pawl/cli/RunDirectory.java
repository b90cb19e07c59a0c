package dev.pawl.cli;

import dev.pawl.journal.OrderFolder;
import dev.pawl.journal.SqliteJournal;
import dev.pawl.study.Spelling;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// The folder of a run. The journal is its state; all else can be made again from it.
///
///     runs/redqueen-1/journal.db      every event and candidate
///                     study.yaml      the study as it was given
///                     secret          what sealed tasks are drawn with, if the study wants one drawn
///                     cassette.jsonl  what remote models were asked and answered, if there are any
///                     orders/         what people want of the run and it has not taken in yet
///                     STOP            there while somebody wants the run to stop
///                     report.html     the report
///                     champion.red    the champion, ready for battle
///
/// @param folder the folder itself
record RunDirectory(Path folder) {

  /// Where runs are kept unless the user says otherwise.
  static final String RUNS = "runs";

  private static final String LATEST = "latest";

  /// The run that the user means by `name`: a folder, the name of a run, the beginning of only one
  /// name, or `latest`, the one whose journal was written last.
  static RunDirectory find(Path runs, String name) {
    RunDirectory byPath = new RunDirectory(Path.of(name));
    if (byPath.exists()) {
      return byPath;
    }
    List<RunDirectory> all = all(runs);
    if (all.isEmpty()) {
      throw new Refusal("there are no runs in %s; `pawl run` starts one".formatted(runs));
    }
    if (name.equals(LATEST)) {
      return all.getFirst();
    }
    List<RunDirectory> named = all.stream().filter(run -> run.name().equals(name)).toList();
    List<RunDirectory> begun = all.stream().filter(run -> run.name().startsWith(name)).toList();
    if (!named.isEmpty()) {
      return named.getFirst();
    }
    if (begun.size() == 1) {
      return begun.getFirst();
    }
    List<String> names = all.stream().map(RunDirectory::name).sorted().toList();
    if (begun.size() > 1) {
      throw new Refusal(
          "%s could be any of %s; write more of it"
              .formatted(name, begun.stream().map(RunDirectory::name).sorted().toList()));
    }
    throw new Refusal(
        "there is no run %s in %s; %s"
            .formatted(
                name,
                runs,
                Spelling.nearest(name, names)
                    .map("did you mean %s?"::formatted)
                    .orElse("`pawl list` shows the runs")));
  }

  /// All runs in `runs`, the one that was written last first.
  static List<RunDirectory> all(Path runs) {
    if (!Files.isDirectory(runs)) {
      return List.of();
    }
    try (Stream<Path> folders = Files.list(runs)) {
      return folders
          .map(RunDirectory::new)
          .filter(RunDirectory::exists)
          .sorted(
              Comparator.comparing(RunDirectory::written)
                  .reversed()
                  .thenComparing(RunDirectory::name))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the folder " + runs, e);
    }
  }

  /// A new folder in `runs` for a run of `lab`, with the first free number: `redqueen-1`.
  static RunDirectory create(Path runs, String lab) {
    try {
      Files.createDirectories(runs);
      for (int number = 1; ; number++) {
        Path folder = runs.resolve(lab + "-" + number);
        try {
          return new RunDirectory(Files.createDirectory(folder));
        } catch (FileAlreadyExistsException e) {
          // Taken, perhaps by another process just now: the next number.
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make a folder for the run in " + runs, e);
    }
  }

  /// A new run in `folder`, which must hold none.
  static RunDirectory create(Path folder) {
    RunDirectory run = new RunDirectory(folder);
    if (run.exists()) {
      throw new Refusal(
          "%s holds a run already; `pawl resume %s` continues it".formatted(folder, folder));
    }
    try {
      Files.createDirectories(folder);
      return run;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make the folder " + folder, e);
    }
  }

  String name() {
    Path last = folder.toAbsolutePath().normalize().getFileName();
    return last == null ? folder.toString() : last.toString();
  }

  Path journal() {
    return folder.resolve("journal.db");
  }

  Path study() {
    return folder.resolve("study.yaml");
  }

  /// What people want of the run.
  OrderFolder orders() {
    return new OrderFolder(folder.resolve("orders"));
  }

  /// What sealed tasks are drawn with, if it was drawn.
  Path secret() {
    return folder.resolve("secret");
  }

  Path report() {
    return folder.resolve("report.html");
  }

  Path champion() {
    return folder.resolve("champion.red");
  }

  boolean exists() {
    return Files.isRegularFile(journal());
  }

  boolean isRunning() {
    return SqliteJournal.isBeingWritten(journal());
  }

  /// When the journal was written last, also where that is still in its write-ahead log; an empty
  /// one is what a reader leaves.
  FileTime written() {
    try {
      FileTime file = Files.getLastModifiedTime(journal());
      Path log = folder.resolve("journal.db-wal");
      if (!Files.exists(log) || Files.size(log) == 0) {
        return file;
      }
      FileTime logged = Files.getLastModifiedTime(log);
      return file.compareTo(logged) < 0 ? logged : file;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot look at " + journal(), e);
    }
  }

  /// Whether somebody wants the run to stop. Who runs it asks this before each ticket.
  boolean isStopWanted() {
    return Files.exists(stop());
  }

  void wantStop() {
    try {
      Files.writeString(stop(), "The run stops when what is in flight is finished.\n");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + stop(), e);
    }
  }

  /// Forgets the wish; to be called when a run starts and when it has stopped.
  void clearStop() {
    try {
      Files.deleteIfExists(stop());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete " + stop(), e);
    }
  }

  private Path stop() {
    return folder.resolve("STOP");
  }
}

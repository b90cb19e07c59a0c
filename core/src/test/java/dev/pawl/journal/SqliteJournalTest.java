package dev.pawl.journal;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteJournalTest extends JournalContract {

  @TempDir private Path directory;

  private Path file() {
    return directory.resolve("journal.db");
  }

  @Override
  Journal create() {
    return SqliteJournal.create(file());
  }

  @Override
  Journal reopen(Journal journal) {
    journal.close();
    return SqliteJournal.open(file());
  }
}

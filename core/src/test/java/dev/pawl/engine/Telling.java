package dev.pawl.engine;

import dev.pawl.Hash;
import dev.pawl.journal.Journal;
import dev.pawl.journal.Session;
import dev.pawl.journal.Timing;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// A journal that prints its size after each commit.
record Telling(Journal journal) implements Journal {

  @Override
  public void commit(Batch batch) {
    journal.commit(batch);
    System.out.println(journal.size());
  }

  @Override
  public long size() {
    return journal.size();
  }

  @Override
  public Hash head() {
    return journal.head();
  }

  @Override
  public void read(long from, Consumer<Entry> reader) {
    journal.read(from, reader);
  }

  @Override
  public Optional<byte[]> blob(Hash hash) {
    return journal.blob(hash);
  }

  @Override
  public List<Timing> timings() {
    return journal.timings();
  }

  @Override
  public List<Session> sessions() {
    return journal.sessions();
  }

  @Override
  public void session(Session session) {
    journal.session(session);
  }

  @Override
  public void close() {
    journal.close();
  }
}

package dev.pawl.llm;

import dev.pawl.Hash;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Every exchange of a run with its models, one JSON object a line, in the order in which they
/// ended.
///
/// A request is written before it is sent and its answer before anybody sees it, and both are on
/// the disk then. So a run that is killed and goes on is not charged twice for an answer, and an
/// answer that was lost under way is charged at the most that it can have cost. All answers are
/// kept in memory while a cassette is open. Any thread may use it.
public final class Cassette implements AutoCloseable {

  /// What a cassette is for.
  public enum Mode {
    /// Known answers are taken from it, new ones are asked for and added.
    RECORD,
    /// Answers come from it and from nowhere else: each request gets exactly what it got.
    REPLAY,
    /// As `REPLAY`, but a question that was asked for another sample gets an answer of that: for
    /// taking the same decisions anew with another rule of selection.
    REDECIDE
  }

  private final Path file;
  private final Mode mode;
  private final @Nullable FileChannel channel;
  private final Map<Hash, Exchange> exchanges = new HashMap<>();
  private final Map<Hash, List<Exchange>> answers = new HashMap<>();
  private final Map<Hash, Spent> pending = new HashMap<>();
  private final List<Decided> decisions = new ArrayList<>();
  private final Set<Decided> decisionsSeen = new HashSet<>();
  private Spent spent = Spent.NONE;

  private Cassette(Path file, Mode mode, @Nullable FileChannel channel) {
    this.file = file;
    this.mode = mode;
    this.channel = channel;
  }

  /// Opens the cassette in `file`. A last line without an end is what a crash left, and is dropped.
  ///
  /// @throws IllegalArgumentException with the line that cannot be read, or if another process
  ///   records into it
  public static Cassette open(Path file, Mode mode) throws IOException {
    if (mode != Mode.RECORD) {
      if (!Files.isRegularFile(file)) {
        throw new IllegalArgumentException(
            "there is no cassette %s to replay; record one first".formatted(file));
      }
      Cassette cassette = new Cassette(file, mode, null);
      cassette.read();
      cassette.pending.values().forEach(cassette::charge);
      return cassette;
    }
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      FileLock lock = channel.tryLock();
      if (lock == null) {
        throw new IllegalArgumentException(
            "another process records into %s; wait until it has ended".formatted(file));
      }
      Cassette cassette = new Cassette(file, mode, channel);
      long end = cassette.read();
      channel.truncate(end);
      channel.position(end);
      cassette.giveUpPending();
      return cassette;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /// What it is for.
  public Mode mode() {
    return mode;
  }

  /// What all exchanges on it cost, those included of which only the request is there.
  public synchronized Spent spent() {
    return spent;
  }

  /// The decisions that were recorded, each once.
  public synchronized List<Decided> decisions() {
    return List.copyOf(decisions);
  }

  /// Adds a decision, unless it is there already.
  public synchronized void add(Decided decided) {
    if (mode == Mode.RECORD && !decisionsSeen.contains(decided)) {
      write(Tape.line(decided), false);
    }
    enter(decided);
  }

  /// What came of `request`, if it is known.
  synchronized Optional<Exchange> find(Request request) {
    Exchange exact = exchanges.get(request.key());
    if (mode == Mode.RECORD) {
      return Optional.ofNullable(exact)
          .filter(known -> known.outcome() instanceof Outcome.Answered);
    }
    List<Exchange> others = answers.getOrDefault(request.question(), List.of());
    if (exact == null && mode == Mode.REDECIDE && !others.isEmpty()) {
      return Optional.of(others.get(Math.floorMod(request.sample(), others.size())));
    }
    return Optional.ofNullable(exact);
  }

  /// Tells that `request` is about to be sent.
  synchronized void ask(Request request, Spent most, Keys keys) {
    write(keys.scrub(Tape.line(request, most)), true);
  }

  /// Tells what came of a request.
  synchronized void keep(Exchange exchange, Keys keys) {
    write(keys.scrub(Tape.line(exchange)), true);
    enter(exchange);
  }

  @Override
  public synchronized void close() throws IOException {
    if (channel != null) {
      channel.close();
    }
  }

  /// Reads everything, and says where the last whole line ends.
  private long read() throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    int from = 0;
    int number = 1;
    for (int at = 0; at < bytes.length; at++) {
      if (bytes[at] == '\n') {
        String line = new String(bytes, from, at - from, StandardCharsets.UTF_8);
        try {
          enter(Tape.parse(line));
        } catch (RuntimeException e) {
          throw new IllegalArgumentException(
              "%s:%d is no line of a cassette (%s); restore it, or cut the file before this line"
                  .formatted(file, number, e.getMessage()),
              e);
        }
        from = at + 1;
        number++;
      }
    }
    return from;
  }

  private void enter(Tape.Line line) {
    switch (line) {
      case Tape.Asked(Hash key, Spent most) -> pending.merge(key, most, Spent::plus);
      case Tape.Ended(Exchange exchange) -> {
        pending.remove(exchange.key());
        enter(exchange);
      }
      case Tape.Lost(Hash key, Spent most) -> {
        pending.remove(key);
        charge(most);
      }
      case Tape.Chose(Decided decided) -> enter(decided);
    }
  }

  private void enter(Exchange exchange) {
    charge(exchange.spent());
    Exchange before = exchanges.put(exchange.key(), exchange);
    boolean isNew = before == null || !(before.outcome() instanceof Outcome.Answered);
    if (exchange.outcome() instanceof Outcome.Answered && isNew) {
      answers.computeIfAbsent(exchange.question(), _ -> new ArrayList<>()).add(exchange);
    }
  }

  private void enter(Decided decided) {
    if (decisionsSeen.add(decided)) {
      decisions.add(decided);
    }
  }

  private void charge(Spent more) {
    spent = spent.plus(more);
  }

  /// Requests whose answer never arrived, because the process died, are charged at their most.
  private void giveUpPending() {
    pending.forEach((key, most) -> {
      write(Tape.lost(key, most), true);
      charge(most);
    });
    pending.clear();
  }

  private void write(String line, boolean durable) {
    if (channel == null) {
      throw new IllegalStateException("%s is open for %s, not to be written".formatted(file, mode));
    }
    try {
      ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      if (durable) {
        channel.force(false);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "%s cannot be written; nothing is asked that cannot be recorded".formatted(file), e);
    }
  }
}

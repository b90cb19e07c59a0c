package dev.pawl.journal;

import dev.pawl.Candidate;
import dev.pawl.Order;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Orders as files in a folder beside the journal, so that any process can give them, whether the
/// run goes on or rests. A file appears when it is complete, and goes when the order is in the
/// journal; after a crash in between, the run knows the id and forgets the file.
///
///     orders/000000000000-ID.order      the event that it becomes, as canonical JSON
///                         ID.blob       the candidate that it brings, if it brings one
///                         ID.refused    why the run did not take it
///
/// The number says behind which ticket it is to be taken in; 0 for as soon as possible.
public final class OrderFolder implements Orders {

  /// The most orders that may wait.
  public static final int WAITING_MAX = 1_000;

  private static final int ORDER_BYTES_MAX = 1 << 20;
  private static final Pattern NAME = Pattern.compile("(\\d{12})-([a-z0-9-]{1,64})\\.order");

  private final Path folder;

  /// The orders in `folder`, which need not exist.
  public OrderFolder(Path folder) {
    this.folder = folder;
  }

  /// Leaves an order there.
  ///
  /// @param afterTicket behind which ticket it is to be taken in, at the earliest
  public void give(Waiting order, long afterTicket) {
    try {
      Files.createDirectories(folder);
      if (names().size() >= WAITING_MAX) {
        throw new JournalException(
            "%d orders wait in %s already, which is the most".formatted(WAITING_MAX, folder));
      }
      String id = order.steered().id();
      if (order.blob().isPresent()) {
        write(folder.resolve(id + ".blob"), order.blob().get());
      }
      String json = EventCodec.json(order.steered());
      write(
          folder.resolve("%012d-%s.order".formatted(afterTicket, id)),
          json.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot leave an order in " + folder, e);
    }
  }

  /// All that wait, in their order, whenever they are to be taken in; what is no order is left out.
  public List<Waiting> all() {
    return waiting(Long.MAX_VALUE);
  }

  /// Why the order with this id was refused; empty if it was not.
  public Optional<String> refusal(String id) {
    try {
      return Optional.of(Files.readString(folder.resolve(id + ".refused")));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the orders in " + folder, e);
    }
  }

  @Override
  public List<Waiting> waiting(long settled) {
    List<Waiting> waiting = new ArrayList<>();
    for (String name : names()) {
      Matcher parts = NAME.matcher(name);
      if (parts.matches() && Long.parseLong(parts.group(1)) <= settled) {
        read(name, parts.group(2)).ifPresent(waiting::add);
      }
    }
    return waiting;
  }

  @Override
  public void taken(String id) {
    try {
      for (String name : names()) {
        if (name.substring(13).equals(id + ".order")) {
          Files.deleteIfExists(folder.resolve(name));
        }
      }
      Files.deleteIfExists(folder.resolve(id + ".blob"));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete an order in " + folder, e);
    }
  }

  @Override
  public void refused(String id, String why) {
    try {
      write(folder.resolve(id + ".refused"), why.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot refuse an order in " + folder, e);
    }
    taken(id);
  }

  /// Sorted, which is the order in which they are to be taken in: an id begins with its time.
  private List<String> names() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> String.valueOf(file.getFileName()))
          .filter(name -> NAME.matcher(name).matches())
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the orders in " + folder, e);
    }
  }

  /// Anybody may write such a file: what is no order is refused, and does not stop the run.
  private Optional<Waiting> read(String name, String id) {
    try {
      String json =
          new String(bytes(folder.resolve(name), ORDER_BYTES_MAX), StandardCharsets.UTF_8);
      if (!(EventCodec.decode("Steered", json) instanceof Event.Steered steered)
          || !steered.id().equals(id)) {
        throw new IllegalArgumentException("it is not the order that its name says");
      }
      Optional<byte[]> blob = Optional.empty();
      if (steered.order() instanceof Order.Inject(var candidate, _)) {
        byte[] bytes = bytes(folder.resolve(id + ".blob"), 2 * Candidate.BYTES_MAX);
        if (!Candidate.ofCanonical(bytes).id().equals(candidate)) {
          throw new IllegalArgumentException("its candidate is another than it says");
        }
        blob = Optional.of(bytes);
      }
      return Optional.of(new Waiting(steered, blob));
    } catch (NoSuchFileException e) {
      if (Files.exists(folder.resolve(name))) {
        refused(id, "the candidate that it brings is not there");
      }
      return Optional.empty(); // else taken by the run in this moment
    } catch (IOException | RuntimeException e) {
      refused(id, "not an order: " + e.getMessage());
      return Optional.empty();
    }
  }

  private static byte[] bytes(Path file, int bytesMax) throws IOException {
    long size = Files.size(file);
    if (size > bytesMax) {
      throw new IOException("it has %d bytes; the most is %d".formatted(size, bytesMax));
    }
    return Files.readAllBytes(file);
  }

  private static void write(Path file, byte[] bytes) throws IOException {
    Path unfinished = Path.of(file + ".new");
    Files.write(unfinished, bytes);
    Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
  }
}

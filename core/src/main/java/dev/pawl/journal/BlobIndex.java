package dev.pawl.journal;

import dev.pawl.Hash;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which blobs there are, and under which number: in memory, read from the file when first asked
/// for.
///
/// An index in the database would spare that reading, but its keys are random: every blob would
/// change another page of it, which is then written twice. That was half of the CPU time and two
/// thirds of the bytes of an iteration; this is a tenth of a kilobyte of memory a blob.
final class BlobIndex {

  private final Queries queries;
  private final Map<Hash, Long> numbers = new HashMap<>();
  private long last;
  private boolean read;

  BlobIndex(Queries queries) {
    this.queries = queries;
  }

  /// The number of the blob with this hash; null if there is none among those read.
  @Nullable Long number(Hash hash) {
    return numbers.get(hash);
  }

  /// The number behind the last blob.
  long next() throws SQLException {
    readOnce();
    return last + 1;
  }

  /// Those of `blobs` that are not there yet, each once.
  Map<Hash, byte[]> fresh(List<byte[]> blobs) throws SQLException {
    readOnce();
    Map<Hash, byte[]> fresh = LinkedHashMap.newLinkedHashMap(blobs.size());
    for (byte[] blob : blobs) {
      Hash hash = Hash.of(blob);
      if (!numbers.containsKey(hash)) {
        fresh.put(hash, blob);
      }
    }
    return fresh;
  }

  /// Takes in what has been appended, in this order.
  void append(Iterable<Hash> hashes) {
    for (Hash hash : hashes) {
      numbers.put(hash, ++last);
    }
  }

  /// Takes in what the file holds by now.
  void refresh() throws SQLException {
    queries.blobHashes(
        last,
        (hash, number) -> {
          numbers.put(hash, number);
          last = number;
        });
    read = true;
  }

  private void readOnce() throws SQLException {
    if (!read) {
      refresh();
    }
  }
}

package dev.pawl.archive;

import java.util.Arrays;

/// Numbers in order, to which numbers are added: gives the exact median, and the exact median
/// distance from it, of a million numbers in microseconds.
///
/// The numbers lie in chunks of at most [#CHUNK], each sorted, and every number of a chunk at or
/// below those of the next. A Fenwick tree over the lengths of the chunks finds the k-th number. A
/// full chunk is split in two, which rebuilds that tree, once in [#CHUNK] / 2 additions.
final class SortedValues {

  private static final int CHUNK = 1_024;

  private double[][] chunks = {new double[CHUNK]};
  private int[] lengths = {0};
  private int[] fenwick = {0, 0};
  private int count = 1;
  private int size;

  int size() {
    return size;
  }

  void add(double value) {
    int at = 0;
    int high = count - 1;
    while (at < high) { // the first chunk whose last number is not below the value, else the last
      int middle = (at + high) >>> 1;
      if (chunks[middle][lengths[middle] - 1] < value) {
        at = middle + 1;
      } else {
        high = middle;
      }
    }
    double[] chunk = chunks[at];
    int length = lengths[at];
    int place = below(chunk, length, value);
    System.arraycopy(chunk, place, chunk, place + 1, length - place);
    chunk[place] = value;
    lengths[at]++;
    size++;
    if (lengths[at] == CHUNK) {
      split(at);
    } else {
      for (int i = at + 1; i <= count; i += i & -i) {
        fenwick[i]++;
      }
    }
  }

  /// The number of rank `k`, from 0.
  double get(int k) {
    int at = 0;
    int left = k;
    for (int step = Integer.highestOneBit(count); step > 0; step >>>= 1) {
      if (at + step <= count && fenwick[at + step] <= left) {
        at += step;
        left -= fenwick[at];
      }
    }
    return chunks[at][left];
  }

  /// The middle number, or the mean of the two in the middle.
  double median() {
    return (get((size - 1) / 2) + get(size / 2)) / 2;
  }

  /// The median of the distances from `center`.
  double medianDistance(double center) {
    int below = rank(center);
    return (distance(center, below, (size - 1) / 2) + distance(center, below, size / 2)) / 2;
  }

  /// The distance of rank `k` from `center`, of which `below` numbers are below. The distances are
  /// two sorted lists, down from the center and up from it; a binary search finds how many of the k
  /// nearest numbers are of the first.
  private double distance(double center, int below, int k) {
    int low = Math.max(0, k - (size - below));
    int high = Math.min(k, below);
    while (low < high) {
      int down = (low + high) >>> 1;
      if (center - get(below - 1 - down) < get(below + k - down - 1) - center) {
        low = down + 1;
      } else {
        high = down;
      }
    }
    double down = low < below ? center - get(below - 1 - low) : Double.POSITIVE_INFINITY;
    int up = below + k - low;
    return up < size ? Math.min(down, get(up) - center) : down;
  }

  /// How many numbers are below `value`.
  private int rank(double value) {
    int low = 0;
    int high = size;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (get(middle) < value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private void split(int at) {
    double[][] moreChunks = new double[count + 1][];
    int[] moreLengths = new int[count + 1];
    System.arraycopy(chunks, 0, moreChunks, 0, at + 1);
    System.arraycopy(chunks, at + 1, moreChunks, at + 2, count - at - 1);
    System.arraycopy(lengths, 0, moreLengths, 0, at + 1);
    System.arraycopy(lengths, at + 1, moreLengths, at + 2, count - at - 1);
    int half = CHUNK / 2;
    moreChunks[at + 1] = Arrays.copyOf(Arrays.copyOfRange(chunks[at], half, CHUNK), CHUNK);
    moreLengths[at] = half;
    moreLengths[at + 1] = CHUNK - half;
    chunks = moreChunks;
    lengths = moreLengths;
    count++;
    fenwick = new int[count + 1];
    for (int i = 1; i <= count; i++) {
      fenwick[i] += lengths[i - 1];
      int parent = i + (i & -i);
      if (parent <= count) {
        fenwick[parent] += fenwick[i];
      }
    }
  }

  private static int below(double[] sorted, int length, double value) {
    int low = 0;
    int high = length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}

/// A map from long to int, in chains.
final class LongMap {

  private static final class Entry {
    final long key;
    int value;
    Entry next;

    Entry(long key, int value, Entry next) {
      this.key = key;
      this.value = value;
      this.next = next;
    }
  }

  private Entry[] chains = new Entry[16];
  private int size;

  /// The value of `key`, or -1.
  int get(long key) {
    for (Entry e = chains[place(key)]; e != null; e = e.next) {
      if (e.key == key) {
        return e.value;
      }
    }
    return -1;
  }

  void put(long key, int value) {
    for (Entry e = chains[place(key)]; e != null; e = e.next) {
      if (e.key == key) {
        e.value = value;
        return;
      }
    }
    if (size >= chains.length * 4) {
      grow();
    }
    int place = place(key);
    chains[place] = new Entry(key, value, chains[place]);
    size++;
  }

  void remove(long key) {
    int place = place(key);
    Entry before = null;
    for (Entry e = chains[place]; e != null; e = e.next) {
      if (e.key == key) {
        if (before == null) {
          chains[place] = e.next;
        } else {
          before.next = e.next;
        }
        size--;
        return;
      }
      before = e;
    }
  }

  int size() {
    return size;
  }

  private int place(long key) {
    long hash = key ^ (key >>> 32);
    return (int) hash & (chains.length - 1);
  }

  private void grow() {
    Entry[] old = chains;
    chains = new Entry[old.length * 2];
    for (Entry first : old) {
      Entry e = first;
      while (e != null) {
        Entry next = e.next;
        int place = place(e.key);
        e.next = chains[place];
        chains[place] = e;
        e = next;
      }
    }
  }
}

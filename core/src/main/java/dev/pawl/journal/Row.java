package dev.pawl.journal;

import dev.pawl.Hash;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// An event as it is stored.
record Row(long number, String type, String json, Hash hash) {

  /// Stands for bytes that are no hash, and equals none.
  private static final Hash NO_HASH = new Hash(-1, -1, -1, -1);

  /// The row for `event` at `number`, behind a chain that ends in `before`.
  static Row of(long number, Hash before, Event event) {
    String type = EventCodec.type(event);
    String json = EventCodec.json(event);
    return new Row(number, type, json, chain(before, type, json));
  }

  /// The current row of a query for number, type, body and hash.
  static Row of(ResultSet row) throws SQLException {
    return new Row(
        row.getLong(1), "" + row.getString(2), "" + row.getString(3), hash(row.getBytes(4)));
  }

  /// A stored hash; one that equals no other if it is damaged.
  static Hash hash(byte @Nullable [] stored) {
    return stored != null && stored.length == 32 ? Hash.ofBytes(stored) : NO_HASH;
  }

  /// The hash that an event of this content has behind `before`.
  Hash chained(Hash before) {
    return chain(before, type, json);
  }

  /// The entry that this row must be if the entry before it has the hash `before`.
  ///
  /// @throws JournalException if it is not
  Journal.Entry entry(long expectedNumber, Hash before) {
    if (number != expectedNumber) {
      throw new JournalException(
          "event %d is missing; found event %d in its place".formatted(expectedNumber, number));
    }
    Hash expected = chained(before);
    if (!expected.equals(hash)) {
      throw new JournalException(
          "event %d is damaged: its hash is %s; expected %s from its content and the hash before it"
              .formatted(number, hash, expected));
    }
    try {
      return new Journal.Entry(number, hash, EventCodec.decode(type, json));
    } catch (IllegalArgumentException e) {
      throw new JournalException(
          "event %d is not understood: %s".formatted(number, e.getMessage()), e);
    }
  }

  private static Hash chain(Hash before, String type, String json) {
    return EventCodec.chain(
        before, type.getBytes(StandardCharsets.UTF_8), json.getBytes(StandardCharsets.UTF_8));
  }
}

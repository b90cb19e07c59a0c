package dev.pawl.llm;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A model of a broker, and how it is doing.
final class Line {

  private final ModelSpec spec;
  private final Pace pace;
  private final Function<ModelSpec, Connection> connect;
  private final AtomicReference<@Nullable String> closed = new AtomicReference<>();
  private @Nullable Connection connection;

  Line(ModelSpec spec, Function<ModelSpec, Connection> connect, Pace pace) {
    this.spec = spec;
    this.connect = connect;
    this.pace = pace;
  }

  ModelSpec spec() {
    return spec;
  }

  Pace pace() {
    return pace;
  }

  /// Made when it is first needed: a replay needs none.
  synchronized Connection connection() {
    if (connection == null) {
      connection = connect.apply(spec);
    }
    return connection;
  }

  /// Why it is not asked any more, if it is not.
  Optional<String> closed() {
    return Optional.ofNullable(closed.get());
  }

  void close(String reason) {
    closed.compareAndSet(null, reason);
  }

  /// What an answer with this usage costs.
  Spent charge(Connection.Usage usage) {
    Price price = spec.price().orElse(Price.FREE);
    long nano = price.nanoDollars(usage.inputTokens(), usage.outputTokens());
    return new Spent(1, usage.inputTokens(), usage.outputTokens(), nano, 0);
  }
}

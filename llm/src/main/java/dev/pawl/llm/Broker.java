package dev.pawl.llm;

import dev.pawl.Draw;
import dev.pawl.engine.Clock;
import dev.pawl.llm.Outcome.Answered;
import dev.pawl.llm.Outcome.Failed;
import dev.pawl.llm.Outcome.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The only way to a model. It knows the keys, keeps the account, spaces and repeats requests, and
/// records every exchange. Given a cassette that holds the answers, [#ask] is a pure function of
/// the request. Any thread may use it.
public final class Broker implements AutoCloseable {

  /// The most characters of an answer.
  public static final int ANSWER_CHARS_MAX = 1 << 20;

  /// How often a request is sent before it is given up.
  static final int ATTEMPTS_MAX = 5;

  /// Longer than this we do not wait for a server.
  static final Duration PAUSE_MAX = Duration.ofMinutes(5);

  /// So many requests without room in the budget, and none with it between them, are enough.
  private static final int REFUSED_IN_A_ROW = 3;

  private static final Duration PAUSE_FIRST = Duration.ofSeconds(1);

  private final Map<String, Line> lines = new LinkedHashMap<>();
  private final Keys keys;
  private final Allowance allowance;
  private final Account account;
  private final Cassette cassette;
  private final Sleeper sleeper;
  private final AtomicInteger refusedInARow = new AtomicInteger();
  private final java.net.http.@Nullable HttpClient http;

  /// A broker of these models.
  ///
  /// @param cassette is closed with it; what was spent on it counts against the allowance
  public static Broker of(
      List<ModelSpec> models,
      Keys keys,
      Allowance allowance,
      Cassette cassette,
      Clock clock,
      Sleeper sleeper) {
    java.net.http.HttpClient http =
        java.net.http.HttpClient.newBuilder()
            .version(java.net.http.HttpClient.Version.HTTP_1_1)
            .followRedirects(java.net.http.HttpClient.Redirect.NEVER)
            .connectTimeout(Duration.ofSeconds(20))
            .build();
    return new Broker(
        models,
        keys,
        allowance,
        cassette,
        clock,
        sleeper,
        http,
        spec ->
            new Remote(spec, keys.secret(spec.keyName()), new Wire(http, spec.timeout(), clock)));
  }

  Broker(
      List<ModelSpec> models,
      Keys keys,
      Allowance allowance,
      Cassette cassette,
      Clock clock,
      Sleeper sleeper,
      java.net.http.@Nullable HttpClient http,
      Function<ModelSpec, Connection> connect) {
    this.keys = keys;
    this.allowance = allowance;
    this.account = new Account(allowance, cassette.spent());
    this.cassette = cassette;
    this.sleeper = sleeper;
    this.http = http;
    for (ModelSpec spec : models) {
      lines.put(spec.identity(), new Line(spec, connect, new Pace(spec, clock, sleeper)));
    }
  }

  /// What keeps models from being asked, before anything is: missing keys, missing prices, keys
  /// that would cross a network in the clear, a context that is too small.
  ///
  /// @param promptBytesMax the longest prompt that there will be
  public static List<String> problems(
      List<ModelSpec> models, Keys keys, Allowance allowance, long promptBytesMax) {
    List<String> problems = new ArrayList<>();
    for (ModelSpec spec : models) {
      refusal(spec, keys, allowance).ifPresent(problems::add);
      spec.overflow(promptBytesMax).ifPresent(problems::add);
    }
    return problems;
  }

  /// What comes of `request`: from the cassette if it is there, else from the server. Never an
  /// exception for what a server does; what was paid for is on the cassette before it is returned.
  public Exchange ask(Request request) {
    Optional<Exchange> known = cassette.find(request);
    if (known.isPresent()) {
      return known.get();
    }
    if (cassette.mode() != Cassette.Mode.RECORD) {
      return never(
          request, Kind.NOT_RECORDED, "the cassette does not hold it, and this is a replay");
    }
    Line line = lines.get(request.model());
    if (line == null) {
      throw new IllegalArgumentException(
          "asked '%s'; the models are %s".formatted(request.model(), lines.keySet()));
    }
    Exchange exchange =
        line.spec()
            .overflow(request.bytes())
            .map(words -> never(request, Kind.CONTEXT, words))
            .orElseGet(() -> send(request, line));
    boolean isRefused =
        exchange.outcome() instanceof Failed(Kind kind, String _) && kind == Kind.BUDGET;
    refusedInARow.updateAndGet(count -> isRefused || count >= REFUSED_IN_A_ROW ? count + 1 : 0);
    if (!Thread.currentThread().isInterrupted()) {
      cassette.keep(exchange, keys);
    }
    return exchange;
  }

  /// Records a decision about whom to ask.
  public void decided(Decided decided) {
    cassette.add(decided);
  }

  /// Why there is no sense in going on: the budget had no room for a few requests in a row. A run
  /// may stop then. A later and shorter request that found room takes nothing back.
  public Optional<String> refusal() {
    return refusedInARow.get() >= REFUSED_IN_A_ROW
        ? Optional.of(
            "the budget for models is spent: $%.6f and %,d tokens"
                .formatted(spent().dollars(), spent().tokens()))
        : Optional.empty();
  }

  /// What was spent so far, in earlier sessions too.
  public Spent spent() {
    return account.spent();
  }

  /// The models.
  public List<ModelSpec> models() {
    return lines.values().stream().map(line -> line.spec()).toList();
  }

  @Override
  public void close() throws java.io.IOException {
    if (http != null) {
      http.shutdownNow();
    }
    cassette.close();
  }

  private Exchange send(Request request, Line line) {
    Spent spent = Spent.NONE;
    Draw chance = Draw.of(request.sample(), 0, "back-off");
    Failed failed = new Failed(Kind.UNREACHABLE, "interrupted before it was sent");
    for (int attempt = 1; attempt <= ATTEMPTS_MAX; attempt++) {
      Spent most = line.spec().most(request.bytes());
      try {
        Optional<Failed> refused = admit(request, line, most);
        if (refused.isPresent()) {
          return ended(request, attempt == 1 ? refused.get() : failed, spent, attempt - 1);
        }
        Attempt tried = attempt(request, line, most);
        spent = spent.plus(tried.spent);
        if (!(tried.outcome instanceof Failed broken)) {
          return ended(request, tried.outcome, spent, attempt);
        }
        failed = broken;
        Duration pause = tried.pause.orElse(backOff(attempt, chance));
        if (!broken.kind().mayPass() || pause.compareTo(PAUSE_MAX) > 0 || attempt == ATTEMPTS_MAX) {
          return ended(request, failed, spent, attempt);
        }
        if (broken.kind() == Kind.RATE_LIMITED) {
          line.pace().hold(pause);
        } else {
          sleeper.sleep(pause);
        }
      } catch (InterruptedException | CancellationException e) {
        Thread.currentThread().interrupt();
        return ended(request, failed, spent, attempt);
      }
    }
    throw new AssertionError("the last attempt returns");
  }

  /// Reserves the most that one attempt can cost and writes down that it will be made; or says why
  /// it will not.
  private Optional<Failed> admit(Request request, Line line, Spent most)
      throws InterruptedException {
    if (line.closed().isPresent()) {
      return line.closed().map(words -> new Failed(Kind.KEY, words));
    }
    Optional<String> refusal = refusal(line.spec(), keys, allowance);
    if (refusal.isPresent()) {
      return Optional.of(new Failed(Kind.KEY, refusal.get()));
    }
    Optional<Failed> spent = account.reserve(most).map(words -> new Failed(Kind.BUDGET, words));
    if (spent.isEmpty()) {
      try {
        line.pace().await(ModelSpec.tokensAbout(request.bytes()) + line.spec().outputTokensMax());
        cassette.ask(request, most, keys);
      } catch (InterruptedException | RuntimeException e) {
        account.settle(most, Spent.NONE);
        throw e;
      }
    }
    return spent;
  }

  private Attempt attempt(Request request, Line line, Spent most) {
    Spent actual = most;
    try {
      Connection.Reply reply = line.connection().send(request);
      actual = reply.usage().map(line::charge).orElse(most);
      String text = keys.scrub(reply.text());
      return new Attempt(
          new Answered(text, reply.complete(), keys.scrub(reply.model())),
          actual,
          Optional.empty());
    } catch (Trouble e) {
      actual = e.kind().mayCost() ? most : new Spent(1, 0, 0, 0, 0);
      String detail = "%s: %s".formatted(line.spec().label(), keys.scrub(e.detail()));
      if (e.kind() == Kind.KEY) {
        line.close(detail);
      }
      return new Attempt(new Failed(e.kind(), detail), actual, e.pause());
    } finally {
      account.settle(most, actual);
    }
  }

  private static Optional<String> refusal(ModelSpec spec, Keys keys, Allowance allowance) {
    if (!spec.keyName().isEmpty() && !keys.has(spec.keyName())) {
      return Optional.of(
          "%s needs a key: set the environment variable %s"
              .formatted(spec.label(), spec.keyName()));
    }
    if (!spec.keyName().isEmpty() && spec.url().getScheme().equals("http") && !spec.isLoopback()) {
      return Optional.of(
          "%s would send the key of %s over plain http to %s; use https"
              .formatted(spec.label(), spec.keyName(), spec.url().getHost()));
    }
    if (spec.price().isEmpty() && allowance.nanoDollars() < Long.MAX_VALUE) {
      return Optional.of(
          "nothing is known about what %s costs, so a budget in dollars cannot be kept: add price=INPUT/OUTPUT to the model, or a line to a price file"
              .formatted(spec.label()));
    }
    return Optional.empty();
  }

  private static Duration backOff(int attempt, Draw chance) {
    long most = PAUSE_FIRST.toMillis() << (attempt - 1);
    return Duration.ofMillis(most / 2 + chance.nextLong(most / 2 + 1));
  }

  private static Exchange never(Request request, Kind kind, String words) {
    return ended(request, new Failed(kind, words), Spent.NONE, 0);
  }

  private static Exchange ended(Request request, Outcome outcome, Spent spent, int attempts) {
    return new Exchange(request.key(), request.question(), outcome, spent, attempts);
  }

  /// One sending of a request.
  ///
  /// @param pause that the server asks for
  private record Attempt(Outcome outcome, Spent spent, Optional<Duration> pause) {}
}

package dev.pawl.llm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.llm.Connection.Reply;
import dev.pawl.llm.Connection.Usage;
import dev.pawl.llm.Outcome.Answered;
import dev.pawl.llm.Outcome.Failed;
import dev.pawl.llm.Outcome.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerTest {

  // 1 nanodollar a token: what is spent can be counted by hand.
  private static final String MODEL =
      "openai-compatible:m@http://127.0.0.1:1/v1 output=100 price=0.001/0.001";
  private static final ModelSpec SPEC = ModelSpec.parse(MODEL, Prices.shipped());

  @TempDir Path folder;
  private final Patience patience = new Patience();
  private final AtomicInteger sent = new AtomicInteger();

  /// Says how often it was asked; 10 tokens in, 5 out.
  private final Connection counting =
      _ -> new Reply("answer " + sent.incrementAndGet(), true, "m", usage(10, 5));

  private static Optional<Usage> usage(long input, long output) {
    return Optional.of(new Usage(input, output));
  }

  private Broker broker(ModelSpec spec, Allowance allowance, Cassette.Mode mode, Connection line)
      throws IOException {
    Cassette cassette = Cassette.open(folder.resolve("cassette.jsonl"), mode);
    return new Broker(
        List.of(spec), Keys.NONE, allowance, cassette, patience, patience, null, _ -> line);
  }

  private static Allowance nano(long nanoDollars) {
    return new Allowance(nanoDollars, Long.MAX_VALUE, 8);
  }

  private static Request hello(long sample) {
    return Request.of(SPEC.identity(), "be brief", "hello", sample);
  }

  private static Kind kind(Exchange exchange) {
    return ((Failed) exchange.outcome()).kind();
  }

  @Test
  void ask_sameRequestAgain_isAnsweredFromTheCassetteAndNotCharged() throws IOException {
    try (Broker broker = broker(SPEC, nano(10_000), Cassette.Mode.RECORD, counting)) {
      Exchange first = broker.ask(hello(1));
      assertThat(broker.ask(hello(1))).isEqualTo(first);
      assertThat(broker.ask(hello(2)).outcome()).isNotEqualTo(first.outcome());
      assertThat(broker.spent()).isEqualTo(new Spent(2, 20, 10, 30, 0));
    }
  }

  @Test
  void ask_budget_isNeverPassedAndWhatWasPaidForIsKept() throws Exception {
    // The most that one can cost: 13 bytes + 256 + 100 of answer = 369.
    List<Exchange> all = new ArrayList<>();
    try (Broker broker = broker(SPEC, nano(1_000), Cassette.Mode.RECORD, counting);
        ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Future<Exchange>> futures = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        Request request = hello(i);
        futures.add(threads.submit(() -> broker.ask(request)));
      }
      for (Future<Exchange> future : futures) {
        all.add(future.get());
      }
      // Each costs 15 and may be sent while 369 are left: 15 n + 369 <= 1000, so 43 of them.
      assertThat(all).filteredOn(e -> e.outcome() instanceof Answered).hasSize(43);
      assertThat(all)
          .filteredOn(e -> e.outcome() instanceof Failed)
          .allMatch(e -> kind(e) == Kind.BUDGET && e.attempts() == 0);
      assertThat(broker.spent().nanoDollars()).isEqualTo(43 * 15);
      assertThat(sent).hasValue(43);
      assertThat(broker.refusal()).isPresent();
    }
    try (Broker broker = broker(SPEC, nano(1_000), Cassette.Mode.RECORD, counting)) {
      assertThat(broker.spent().nanoDollars()).as("counts in the next session").isEqualTo(43 * 15);
    }
  }

  @Test
  void ask_tokensAllowed_areNeverPassed() throws IOException {
    Allowance tokens = new Allowance(Long.MAX_VALUE, 400, 8);
    try (Broker broker = broker(SPEC, tokens, Cassette.Mode.RECORD, counting)) {
      broker.ask(hello(1));
      broker.ask(hello(2));
      broker.ask(hello(3));
      assertThat(kind(broker.ask(hello(4)))).isEqualTo(Kind.BUDGET);
      assertThat(broker.spent().tokens()).isEqualTo(45);
    }
  }

  @Test
  void ask_serverThatCountsMoreThanARequestCanCost_isChargedAndEndsTheRun() throws IOException {
    Connection greedy = _ -> new Reply("a", true, "m", usage(Long.MAX_VALUE, Long.MAX_VALUE));
    try (Broker broker = broker(SPEC, nano(10_000), Cassette.Mode.RECORD, greedy)) {
      assertThat(broker.ask(hello(1)).outcome()).isInstanceOf(Answered.class);
      assertThat(kind(broker.ask(hello(2)))).isEqualTo(Kind.BUDGET);
    }
  }

  @Test
  void replay_needsNoServerAndAnswersNothingElse() throws IOException {
    Exchange seen;
    try (Broker broker = broker(SPEC, nano(10_000), Cassette.Mode.RECORD, counting)) {
      seen = broker.ask(hello(1));
    }
    Connection dead =
        _ -> {
          throw new AssertionError("a replay asked the server");
        };
    try (Broker broker = broker(SPEC, nano(0), Cassette.Mode.REPLAY, dead)) {
      assertThat(broker.ask(hello(1))).isEqualTo(seen);
      assertThat(kind(broker.ask(hello(2)))).isEqualTo(Kind.NOT_RECORDED);
    }
    try (Broker broker = broker(SPEC, nano(0), Cassette.Mode.REDECIDE, dead)) {
      assertThat(broker.ask(hello(2)).outcome())
          .as("another sample of the same question")
          .isEqualTo(seen.outcome());
      Request other = Request.of(SPEC.identity(), "be brief", "goodbye", 1);
      assertThat(kind(broker.ask(other))).isEqualTo(Kind.NOT_RECORDED);
    }
  }

  @Test
  void replay_failure_isTheSameFailure() throws IOException {
    Connection broken =
        _ -> {
          throw new Trouble(Kind.REFUSED, "no");
        };
    Exchange seen;
    try (Broker broker = broker(SPEC, nano(10_000), Cassette.Mode.RECORD, broken)) {
      seen = broker.ask(hello(1));
    }
    try (Broker broker = broker(SPEC, nano(0), Cassette.Mode.REPLAY, counting)) {
      assertThat(broker.ask(hello(1))).isEqualTo(seen);
    }
    try (Broker broker = broker(SPEC, nano(10_000), Cassette.Mode.RECORD, counting)) {
      assertThat(broker.ask(hello(1)).outcome())
          .as("recording goes on: it is asked again")
          .isInstanceOf(Answered.class);
    }
  }

  @Test
  void answerThatNobodySaw_isChargedAtItsMost() throws IOException {
    Connection dying =
        _ -> {
          throw new IllegalStateException("the machine died here");
        };
    try (Broker broker = broker(SPEC, nano(10_000), Cassette.Mode.RECORD, dying)) {
      broker.ask(hello(1));
    } catch (IllegalStateException e) {
      // the request is on the cassette, the answer is not
    }
    for (int session = 0; session < 2; session++) {
      try (Broker broker = broker(SPEC, nano(10_000), Cassette.Mode.RECORD, counting)) {
        assertThat(broker.spent()).isEqualTo(new Spent(1, 269, 100, 369, 1));
      }
    }
  }

  @Test
  void ask_longerThanTheContext_isNotSent() throws IOException {
    ModelSpec small = ModelSpec.parse(MODEL + " context=1000", Prices.shipped());
    try (Broker broker = broker(small, nano(100_000), Cassette.Mode.RECORD, counting)) {
      Exchange exchange = broker.ask(Request.of(small.identity(), "", "x".repeat(2_701), 1));
      assertThat(kind(exchange)).isEqualTo(Kind.CONTEXT);
      assertThat(exchange.outcome().toString()).contains("901 tokens", "1,000 tokens", "context=");
      assertThat(Broker.problems(List.of(small), Keys.NONE, nano(1), 2_701)).hasSize(1);
      assertThat(Broker.problems(List.of(small), Keys.NONE, nano(1), 2_700)).isEmpty();
      assertThat(sent).hasValue(0);
    }
  }

  @Test
  void problems_keyPriceAndPlainHttp_areNamedBeforeTheFirstCall() throws IOException {
    for (String[] each :
        new String[][] {
          {"openai:gpt-5", "set the environment variable OPENAI_API_KEY"},
          {"openai-compatible:m@https://far.example/v1", "add price="},
        }) {
      ModelSpec spec = ModelSpec.parse(each[0], Prices.shipped());
      try (Broker broker = broker(spec, nano(1_000_000), Cassette.Mode.RECORD, counting)) {
        assertThat(Broker.problems(List.of(spec), Keys.NONE, nano(1_000_000), 1_000))
            .singleElement()
            .asString()
            .contains(each[1]);
        assertThat(broker.ask(Request.of(spec.identity(), "", "x", 1)).outcome())
            .isInstanceOf(Failed.class);
      }
    }
    ModelSpec plain =
        ModelSpec.parse(
            "openai-compatible:m@http://far.example/v1 key=K price=1/1", Prices.shipped());
    Keys keys = Keys.of(java.util.Set.of("K"), _ -> Optional.of("secret-secret"));
    assertThat(Broker.problems(List.of(plain), keys, nano(1_000_000), 10))
        .singleElement()
        .asString()
        .contains("plain http");
    assertThat(sent).hasValue(0);
  }

  @Test
  void requestsPerMinute_areSpacedEvenly() throws IOException {
    ModelSpec slow = ModelSpec.parse(MODEL + " rpm=20", Prices.shipped());
    try (Broker broker = broker(slow, nano(100_000), Cassette.Mode.RECORD, counting)) {
      for (int i = 0; i < 4; i++) {
        broker.ask(Request.of(slow.identity(), "", "x", i));
      }
    }
    Duration three = Duration.ofSeconds(3);
    assertThat(patience.pauses()).containsExactly(three, three, three);
  }

  @Test
  void cassette_lastLineThatACrashCut_isDropped() throws IOException {
    Path file = folder.resolve("cassette.jsonl");
    try (Broker broker = broker(SPEC, nano(10_000), Cassette.Mode.RECORD, counting)) {
      broker.ask(hello(1));
      broker.decided(new Decided(5, "arm", 0.25, List.of(1.0, 0.1), "abc"));
      broker.decided(new Decided(5, "arm", 0.25, List.of(1.0, 0.1), "abc"));
    }
    String whole = Files.readString(file);
    Files.writeString(file, whole + "{\"type\":\"answ");
    try (Broker broker = broker(SPEC, nano(10_000), Cassette.Mode.RECORD, counting)) {
      assertThat(broker.spent().requests()).isEqualTo(1);
    }
    assertThat(file).hasContent(whole);
    try (Cassette cassette = Cassette.open(file, Cassette.Mode.REPLAY)) {
      assertThat(cassette.decisions())
          .containsExactly(new Decided(5, "arm", 0.25, List.of(1.0, 0.1), "abc"));
    }
  }

  @Test
  void cassette_damagedLine_isNamed() throws IOException {
    Path file = folder.resolve("cassette.jsonl");
    Files.writeString(file, "{\"type\":\"lost\"}\n");
    assertThat(
            org.assertj.core.api.Assertions.catchThrowable(
                () -> Cassette.open(file, Cassette.Mode.RECORD)))
        .hasMessageContaining("cassette.jsonl:1 is no line of a cassette");
  }
}

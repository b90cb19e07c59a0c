package dev.pawl.llm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.llm.Connection.Reply;
import dev.pawl.llm.Connection.Usage;
import dev.pawl.llm.Outcome.Answered;
import dev.pawl.llm.Outcome.Failed;
import dev.pawl.llm.Outcome.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// An attack of `docs/safety.md` on the money behind a remote model: a candidate whose output makes
/// the next prompt long, and one that makes every answer fail, so that it is asked again.
class WalletRedTeamTest {

  // 1 nanodollar a token.
  private static final ModelSpec SPEC =
      ModelSpec.parse(
          "openai-compatible:m@http://127.0.0.1:1/v1 output=100 price=0.001/0.001",
          Prices.shipped());

  @TempDir Path folder;

  @TestFactory
  Stream<DynamicTest> broker_attacked_givesTheVerdictInTheName() {
    return Stream.of(
        DynamicTest.dynamicTest(
            "43-prompt-of-a-megabyte.refused", () -> longPrompt(1 << 20, Kind.CONTEXT)),
        DynamicTest.dynamicTest(
            "43-prompt-that-costs-too-much.refused", () -> longPrompt(15_000, Kind.BUDGET)),
        DynamicTest.dynamicTest("43-asks-for-ever.over-limit", this::asksForEver));
  }

  private Broker broker(String cassette, long nanoDollars, AtomicInteger sent) throws IOException {
    Patience patience = new Patience();
    Connection line =
        _ -> new Reply("no " + sent.incrementAndGet(), true, "m", Optional.of(new Usage(10, 5)));
    return new Broker(
        List.of(SPEC),
        Keys.NONE,
        new Allowance(nanoDollars, Long.MAX_VALUE, 8),
        Cassette.open(folder.resolve(cassette), Cassette.Mode.RECORD),
        patience,
        patience,
        null,
        _ -> line);
  }

  /// What it can cost is known before it is sent; then it is not sent.
  private void longPrompt(int characters, Kind refused) throws IOException {
    AtomicInteger sent = new AtomicInteger();
    try (Broker broker = broker("long" + characters, 10_000, sent)) {
      Request request = Request.of(SPEC.identity(), "be brief", "x".repeat(characters), 1);

      assertThat(broker.ask(request).outcome())
          .isInstanceOfSatisfying(Failed.class, f -> assertThat(f.kind()).isEqualTo(refused));
      assertThat(sent).hasValue(0);
    }
  }

  private void asksForEver() throws IOException {
    AtomicInteger sent = new AtomicInteger();
    try (Broker broker = broker("ever", 1_000, sent)) {
      int answered = 0;
      for (int i = 0; i < 200; i++) {
        Request request = Request.of(SPEC.identity(), "be brief", "hello", i);
        answered += broker.ask(request).outcome() instanceof Answered ? 1 : 0;
      }

      assertThat(answered).isEqualTo(sent.get()).isBetween(1, 199);
      assertThat(broker.spent().nanoDollars()).isLessThanOrEqualTo(1_000);
    }
  }
}

package dev.pawl.llm;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What may be spent, what is reserved, what is spent. The most that a request can cost is reserved
/// before it is sent and what it did cost is settled after, so what is spent never passes the
/// allowance, unless a server counts more than a request can cost. What has been sent is never
/// dropped. Any thread may use it.
final class Account {

  private final Allowance allowance;
  private final List<Spent> reserved = new ArrayList<>();
  private Spent spent;

  /// @param before what was spent in earlier sessions
  Account(Allowance allowance, Spent before) {
    this.allowance = allowance;
    this.spent = before;
  }

  /// Reserves `most`, or says why it cannot be. Waits while requests in flight may leave enough.
  synchronized Optional<String> reserve(Spent most) throws InterruptedException {
    while (true) {
      Optional<String> refusal = refusal(spent.plus(most));
      if (refusal.isPresent()) {
        return refusal;
      }
      Spent all = reserved.stream().reduce(spent.plus(most), Spent::plus);
      if (reserved.size() < allowance.inFlight() && refusal(all).isEmpty()) {
        reserved.add(most);
        return Optional.empty();
      }
      wait();
    }
  }

  /// @param most as it was reserved
  synchronized void settle(Spent most, Spent actual) {
    if (!reserved.remove(most)) {
      throw new IllegalStateException("%s is settled but was not reserved".formatted(most));
    }
    spent = spent.plus(actual);
    notifyAll();
  }

  synchronized Spent spent() {
    return spent;
  }

  /// Why no more than `would` may be spent, if so.
  private Optional<String> refusal(Spent would) {
    if (would.nanoDollars() > allowance.nanoDollars()) {
      return Optional.of(
          "budget of $%s: $%s are spent, and this could cost $%s more"
              .formatted(
                  words(allowance.nanoDollars()),
                  words(spent.nanoDollars()),
                  words(would.nanoDollars() - spent.nanoDollars())));
    }
    if (would.tokens() > allowance.tokens()) {
      return Optional.of(
          "budget of %,d tokens: %,d are spent, and this could take %,d more"
              .formatted(allowance.tokens(), spent.tokens(), would.tokens() - spent.tokens()));
    }
    return Optional.empty();
  }

  private static String words(long nanoDollars) {
    return BigDecimal.valueOf(nanoDollars, 9).stripTrailingZeros().toPlainString();
  }
}

package dev.pawl.gate.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.pawl.Candidate;
import dev.pawl.Draw;
import dev.pawl.Hash;
import dev.pawl.gate.split.Opened.Item;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

class SealedTest {

  private static final Candidate X = Candidate.of("a.txt", "x");
  private static final Candidate Y = Candidate.of("a.txt", "y");

  private final List<Object> record = new ArrayList<>();

  @Test
  void open_frozenCandidate_isRecordedBeforeTheFirstTaskExists() {
    List<String> order = new ArrayList<>();
    Sealed<Long> tasks =
        new Sealed<>(
            "opponents",
            secret(0),
            draw -> {
              order.add("task");
              return draw.nextLong();
            },
            Traps.none(),
            5,
            opening -> {
              order.add("opening");
              return record(opening);
            });
    granted(tasks.open(freeze(X), Purpose.GATE, 3)).next();
    assertThat(order).containsExactly("opening", "task");
    assertThat(record)
        .containsExactly(
            X.id(),
            new Opening("opponents", 1, Purpose.GATE, X.id(), 1, 3, secret(0).commitment()));
  }

  /// The numbers come from another implementation of HMAC-SHA256, the canonical form and
  /// SplitMix64.
  @Test
  void next_knownSecretAndCandidate_isTheSpecifiedTask() {
    Opened<Long> opened = granted(sealed(5).open(freeze(X), Purpose.GATE, 2));
    assertThat(opened.next()).isEqualTo(new Item.Task<>(1, -2780460906486866523L));
    assertThat(opened.next()).isEqualTo(new Item.Task<>(2, -3728117883313519700L));
    assertThat(secret(0).commitment())
        .isEqualTo(Hash.parse("2bbe3ee1cab65de90de2faecf903de48765eb07de1355b3dd14bc9e68d62307d"));
  }

  @Test
  void open_sameCandidateAgain_givesTheSameTasks() {
    Sealed<Long> tasks = sealed(5);
    assertThat(all(tasks.open(freeze(X), Purpose.GATE, 10)))
        .isEqualTo(all(tasks.open(freeze(X), Purpose.GATE, 10)));
    assertThat(tasks.openings()).isEqualTo(2); // and both are counted
  }

  @Test
  void open_otherCandidatePurposeOrSecret_givesOtherTasks() {
    List<Item<Long>> gate = all(sealed(5).open(freeze(X), Purpose.GATE, 10));
    List<Item<Long>> other = all(sealed(5).open(freeze(Y), Purpose.GATE, 10));
    List<Item<Long>> audit = all(sealed(5).open(freeze(X), Purpose.AUDIT, 10));
    List<Item<Long>> secret = all(sealed(1, 5).open(freeze(X), Purpose.GATE, 10));
    assertThat(gate).doesNotContainAnyElementsOf(other);
    assertThat(gate).doesNotContainAnyElementsOf(audit);
    assertThat(gate).doesNotContainAnyElementsOf(secret);
  }

  @Test
  void open_moreOftenThanAllowed_isDeniedAndNotRecorded() {
    Sealed<Long> tasks = sealed(2);
    Frozen frozen = freeze(X);
    granted(tasks.open(frozen, Purpose.GATE, 1));
    granted(tasks.open(frozen, Purpose.SELF_CHECK, 1));
    int recorded = record.size();
    assertThat(tasks.open(frozen, Purpose.AUDIT, 1)).isEqualTo(new Access.Denied<>("opponents", 2));
    assertThat(record).hasSize(recorded);
  }

  @Test
  void next_moreThanOpened_isRefused() {
    Opened<Long> opened = granted(sealed(5).open(freeze(X), Purpose.GATE, 1));
    opened.next();
    assertThat(opened.hasNext()).isFalse();
    assertThatThrownBy(opened::next)
        .isInstanceOf(NoSuchElementException.class)
        .hasMessageContaining("all 1 opened tasks");
  }

  @Test
  void open_recordedBeforeTheFreezing_stopsTheRun() {
    Frozen late = Frozen.freeze(X, _ -> 100);
    assertThatThrownBy(() -> sealed(5).open(late, Purpose.GATE, 1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("must be later");
    assertThatThrownBy(() -> sealed(5).open(freeze(X), Purpose.GATE, 0))
        .hasMessageContaining("0 tasks");
  }

  @Test
  void next_withTraps_strewsTheDeclaredShareAndNumbersRealTasksWithoutGaps() {
    Sealed<String> tasks =
        new Sealed<>(
            "opponents",
            secret(0),
            _ -> "real",
            new Traps<>(0.05, _ -> "impossible"),
            5,
            this::record);
    int traps = 0;
    int real = 0;
    for (Item<String> item : all(tasks.open(freeze(X), Purpose.GATE, 4_000))) {
      switch (item) {
        case Item.Task<String>(int number, String task) -> {
          assertThat(number).isEqualTo(++real);
          assertThat(task).isEqualTo("real");
        }
        case Item.Trap<String>(String name, String task) -> {
          assertThat(name).startsWith("opponents-trap-");
          assertThat(task).isEqualTo("impossible");
          traps++;
        }
      }
    }
    assertThat(real).isEqualTo(4_000);
    assertThat((double) traps / (traps + real)).isEqualTo(0.05, within(0.0135)); // 4 deviations
  }

  @Test
  void bank_draws_giveEachTaskItsShare() {
    TaskSource<String> bank = TaskSource.bank(List.of("a", "b", "c", "d"));
    int[] counts = new int[4];
    Draw draw = Draw.of(1, 1, "bank");
    for (int i = 0; i < 8_000; i++) {
      counts[bank.task(draw).charAt(0) - 'a']++;
    }
    for (int count : counts) {
      assertThat(count).isBetween(2_000 - 155, 2_000 + 155); // 4 deviations
    }
    assertThatThrownBy(() -> TaskSource.bank(List.of())).hasMessageContaining("at least one");
  }

  /// There is no way from a secret to chance that does not pass a frozen candidate, and no way to a
  /// frozen candidate that does not pass the register.
  @Test
  void types_chanceOfSealedTasks_existsOnlyForAFrozenCandidate() {
    for (Method method : RunSecret.class.getDeclaredMethods()) {
      if (!Modifier.isPrivate(method.getModifiers()) && method.getReturnType() == Draw.class) {
        assertThat(method.getParameterTypes()).contains(Frozen.class);
      }
    }
    assertThat(Frozen.class.getDeclaredConstructors())
        .allMatch(constructor -> Modifier.isPrivate(constructor.getModifiers()));
    assertThat(
            Arrays.stream(Frozen.class.getDeclaredMethods())
                .filter(method -> method.getReturnType() == Frozen.class))
        .isNotEmpty()
        .allSatisfy(freeze -> assertThat(freeze.getParameterTypes()).contains(Register.class));
  }

  @Test
  void secret_printed_isNotTold() {
    assertThat(secret(0).toString()).doesNotContain("000102").contains("2bbe3ee1ca");
    assertThatThrownBy(() -> RunSecret.of(new byte[31])).hasMessageContaining("32 bytes; found 31");
  }

  private long record(Object entry) {
    record.add(entry);
    return record.size();
  }

  private Frozen freeze(Candidate candidate) {
    return Frozen.freeze(candidate, this::record);
  }

  private Sealed<Long> sealed(int openingsMax) {
    return sealed(0, openingsMax);
  }

  private Sealed<Long> sealed(int first, int openingsMax) {
    return new Sealed<>(
        "opponents", secret(first), Draw::nextLong, Traps.none(), openingsMax, this::record);
  }

  private static RunSecret secret(int first) {
    byte[] bytes = new byte[32];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (first + i);
    }
    return RunSecret.of(bytes);
  }

  private static <T> Opened<T> granted(Access<T> access) {
    assertThat(access).isInstanceOf(Access.Granted.class);
    return ((Access.Granted<T>) access).tasks();
  }

  private static <T> List<Item<T>> all(Access<T> access) {
    Opened<T> opened = granted(access);
    List<Item<T>> items = new ArrayList<>();
    while (opened.hasNext()) {
      items.add(opened.next());
    }
    return items;
  }
}

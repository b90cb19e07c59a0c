package dev.pawl.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.pawl.Hash;
import dev.pawl.gate.attestation.Envelope;
import dev.pawl.gate.attestation.VerifyingKey;
import dev.pawl.journal.Event;
import dev.pawl.journal.Journal;
import dev.pawl.journal.SqliteJournal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What people sign, check and take back, on one small Red Queen run whose second champion is
/// promoted. The run was stopped after that, so that it can go on.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PeopleCommandsTest {

  private static final String STUDY =
      """
      lab: redqueen
      seed: 3
      redqueen:
        rounds: 4
        tickets: 4
        battles: 3
        select-battles: 1
        core: {cycles: 8000}
      gate: {tasks: 150, futility: 20, audit: 20, canaries: 0.1, alpha: 0.5, attempts: 8}
      """;

  @TempDir static Path folder;

  @BeforeAll
  static void runAndMakeKeys() throws IOException {
    Files.writeString(folder.resolve("study.yaml"), STUDY);
    Terminal run = run("r", "--evaluations=9");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).contains("round 2 promoted");
    assertThat(type("key", "new", "alice", "--out=" + folder).exitCode()).isZero();
    assertThat(type("key", "new", "bob", "--out=" + folder).exitCode()).isZero();
  }

  @Test
  @Order(1)
  void keyNew_pair_privateHalfIsForItsOwnerAndNoneIsOverwritten() throws IOException {
    String before = Files.readString(path("alice.key"));
    if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path("alice.key"))))
          .isEqualTo("rw-------");
    }

    Terminal again = type("key", "new", "alice", "--out=" + folder);

    assertThat(again.exitCode()).isEqualTo(Exit.USAGE);
    assertThat(again.err()).contains("alice.pub is there already");
    assertThat(Files.readString(path("alice.key"))).isEqualTo(before);
    assertThat(type("key", "new", "a+b").err()).contains("cannot be named a+b");
    assertThat(type("key", "make", "c").err()).contains("knows no make");
  }

  @Test
  @Order(2)
  void card_promoted_isMadeOfTheJournalForPeopleAndMachines() throws IOException {
    Event.Attempted attempt = all(Event.Attempted.class).getFirst();
    Event.Gated gated = all(Event.Gated.class).getFirst();
    String promoted = attempt.attempt().candidate().toString();

    Terminal card = type("card", run());

    assertThat(card.exitCode()).as(card.err()).isZero();
    assertThat(Files.readString(path("r/card.md")))
        .contains(
            "candidate: " + promoted,
            "champion before: " + attempt.attempt().champion(),
            "tasks, both on the same: " + gated.tasks(),
            "evidence: " + gated.evidence());
    JsonNode statement = JsonMapper.shared().readTree(Files.readString(path("r/provenance.json")));
    assertThat(statement.at("/subject/0/digest/sha256").asString()).isEqualTo(promoted);
    assertThat(statement.at("/_type").asString()).isEqualTo("https://in-toto.io/Statement/v1");
    assertThat(statement.at("/runDetails").isMissingNode()).isTrue();
    assertThat(statement.at("/predicate/runDetails/byproducts/1/digest/sha256").asString())
        .isEqualTo(gated.evidence().toString());
  }

  @Test
  @Order(3)
  void card_signed_opensWithThatKeyOnly() throws IOException {
    Terminal card = type("card", run(), "--sign=" + path("alice.key"), "--stdout", "--json");

    String envelope = card.json().get("envelope").asString();
    VerifyingKey alice = VerifyingKey.parse(Files.readString(path("alice.pub")).strip());
    VerifyingKey bob = VerifyingKey.parse(Files.readString(path("bob.pub")).strip());
    assertThat(Envelope.open(envelope, Envelope.IN_TOTO, alice))
        .isEqualTo(type("card", run(), "--stdout", "--json").json().get("statement").asString());
    assertThat(catchThrowable(() -> Envelope.open(envelope, Envelope.IN_TOTO, bob)))
        .hasMessageContaining("not signed by bob");
    assertThat(Files.exists(path("r/provenance.dsse.json"))).isFalse();
    assertThat(type("card", run(), "--sign=" + path("alice.pub")).err())
        .contains("holds no key to sign with");
  }

  @Test
  @Order(4)
  void card_noPromotion_saysSo() {
    run("first", "--evaluations=5");

    Terminal first = type("card", folder.resolve("first").toString());
    Terminal version = type("card", run(), "--version");

    assertThat(first.exitCode()).isEqualTo(Exit.USAGE);
    assertThat(first.err()).contains("promoted none of its champions over the first");
    assertThat(version.err()).contains("has put no versions before a gate");
    assertThat(folder.resolve("first/card.md")).doesNotExist();
  }

  @Test
  @Order(5)
  void verify_checkpoint_holdsForWhatExtendsItAndForNothingElse() throws IOException {
    String note = path("r.note").toString();
    Path copy = Files.createDirectories(path("cut"));
    assertThat(type("checkpoint", run(), "--sign=" + path("alice.key"), "--out=" + note).out())
        .contains("events, head ");

    assertThat(verify(run(), note, "alice.pub").out()).contains("r is sound");
    Terminal other = verify(run(), note, "bob.pub");
    assertThat(other.exitCode()).isEqualTo(Exit.USAGE);
    assertThat(other.err()).contains("good signature of bob", "[alice]");
    Files.writeString(
        path("forged.note"), Files.readString(path("r.note")).replaceFirst("\n", "s\n"));
    assertThat(verify(run(), path("forged.note").toString(), "alice.pub").err())
        .contains("good signature of alice");
    assertThat(type("verify", run(), "--checkpoint=" + note).err()).contains("belong together");

    cutInto(copy.resolve("journal.db"));
    assertThat(type("verify", copy.toString()).exitCode()).isZero(); // a chain cannot tell
    Terminal cut = verify(copy.toString(), note, "alice.pub");
    assertThat(cut.exitCode()).isEqualTo(Exit.NO);
    assertThat(cut.out()).contains("NOT sound", "head: expected");
  }

  @Test
  @Order(6)
  void rollback_promoted_givesTheChampionBeforeBackAndTheRunGoesOnFromIt() throws IOException {
    Event.Attempted attempt = all(Event.Attempted.class).getFirst();
    Hash before = attempt.attempt().champion();
    Hash promoted = attempt.attempt().candidate();
    assertThat(type("rollback", run(), "--to=9").err())
        .contains("nothing was promoted there", "the first (--to 1)", "round 2, attempt 1");
    assertThat(type("rollback", run(), "--to=attempt:1").err()).contains("counts already");

    Terminal back = type("rollback", run(), "--reason=it stalls");

    assertThat(back.exitCode()).as(back.err()).isZero();
    assertThat(all(Event.RolledBack.class))
        .containsExactly(new Event.RolledBack(Event.CHAMPIONS, promoted, before, "it stalls"));
    assertThat(Files.readString(path("r/champion.red"))).contains(before.brief());
    assertThat(type("show", run()).out())
        .contains(
            "rolled back  from " + promoted.brief() + " to " + before.brief() + ": it stalls");
    assertThat(type("show", run(), "champion").out()).contains(before.toString());
    assertThat(type("rollback", run()).err()).contains("nothing was promoted before it");
    assertThat(type("card", run()).err()).contains("promoted none of its champions over the first");
    assertSound();

    Terminal resumed = type("resume", run(), "--evaluations=10000");

    assertThat(resumed.exitCode()).as(resumed.err()).isZero();
    assertThat(resumed.out()).contains("finished");
    List<Event.Attempted> attempts = all(Event.Attempted.class);
    assertThat(attempts).hasSizeGreaterThan(1);
    assertThat(attempts.get(1).attempt().champion()).isEqualTo(before);
    assertThat(verify(run(), path("r.note").toString(), "alice.pub").exitCode()).isZero();
    assertSound();
    assertThat(type("rerun", run()).exitCode()).isZero();
  }

  @Test
  @Order(7)
  void rollback_finishedRun_goesForwardAgainAndStaysSound() throws IOException {
    Hash promoted = all(Event.Attempted.class).getFirst().attempt().candidate();

    Terminal forward = type("rollback", run(), "--to=attempt:1");

    assertThat(forward.exitCode()).as(forward.err()).isZero();
    assertThat(type("show", run(), "--json").json().get("champion").asString())
        .isEqualTo(promoted.toString());
    assertThat(type("resume", run()).out()).contains("finished");
    assertThat(Files.readString(path("r/champion.red"))).contains(promoted.brief());
    assertSound();
  }

  @Test
  @Order(8)
  void run_estimate_boundsWhatTheStudyCostsAndLeavesNoRun() throws IOException {
    Terminal estimate = run("none", "--estimate", "--json");

    assertThat(estimate.exitCode()).as(estimate.err()).isZero();
    assertThat(path("none")).doesNotExist();
    JsonNode most = estimate.json();
    JsonNode spent = type("show", run(), "--json").json(); // the same study, finished
    assertThat(most.get("tickets").asLong()).isEqualTo(4 * 4);
    assertThat(most.get("tickets").asLong()).isEqualTo(spent.get("tickets").asLong());
    long searched = all(Event.Scored.class).stream().mapToLong(e -> e.cost().instructions()).sum();
    long proved = all(Event.Observed.class).stream().mapToLong(e -> e.observations().size()).sum();
    assertThat(most.get("instructionsMax").asLong()).isGreaterThanOrEqualTo(searched);
    assertThat(most.get("instructionsMax").asLong() % (3 * 8000)).isZero();
    assertThat(most.get("gateTasksMax").asLong())
        .isEqualTo(3 * 150 + 4 * 20)
        .isGreaterThanOrEqualTo(proved);
    assertThat(most.get("searchSecondsMax").asDouble()).isPositive();
    assertThat(run("none", "--estimate").out()).contains("Nothing was started", "at most");
    assertThat(
            run("none", "--estimate", "--evaluations=5", "--json").json().get("tickets").asLong())
        .isEqualTo(5);
  }

  @Test
  @Order(9)
  void run_estimateOfRecipes_countsEachRungAsFullAndTrainsNothing() throws IOException {
    Files.writeString(
        path("recipes.yaml"),
        """
        lab: squared
        squared: {rungs: 3, candidates: 32, keep: 4, flops: 1e9, seeds: 2, brackets: 2}
        """);

    Terminal estimate = type("run", path("recipes.yaml").toString(), "--estimate", "--json");

    assertThat(estimate.exitCode()).as(estimate.err()).isZero();
    assertThat(estimate.json().get("rounds").asInt()).isEqualTo(9);
    assertThat(estimate.json().get("tickets").asLong())
        .as("a bracket of people, and two")
        .isEqualTo(3 * (32 + 8 + 2));
    assertThat(estimate.json().get("flopsMax").asDouble()).isGreaterThan(3 * 32 * 1e9);
    assertThat(estimate.json().has("searchSecondsMax")).isFalse();
  }

  private static void assertSound() {
    for (String command : List.of("verify", "replay")) {
      Terminal checked = type(command, run());
      assertThat(checked.exitCode()).as(checked.out() + checked.err()).isZero();
    }
  }

  /// A sound journal that ends early.
  private static void cutInto(Path file) {
    try (Journal from = SqliteJournal.openReadOnly(path("r/journal.db"));
        Journal to = SqliteJournal.create(file)) {
      List<Event> events = new ArrayList<>();
      List<byte[]> blobs = new ArrayList<>();
      from.read(
          0,
          entry -> {
            if (entry.event() instanceof Event.Proposed p) {
              from.blob(p.candidate()).ifPresent(blobs::add);
            }
            events.add(entry.event());
          });
      to.commit(new Journal.Batch(events.subList(0, 10), blobs, List.of()));
    }
  }

  private static <E extends Event> List<E> all(Class<E> type) {
    List<E> found = new ArrayList<>();
    try (Journal journal = SqliteJournal.openReadOnly(path("r/journal.db"))) {
      journal.read(
          0,
          entry ->
              Stream.of(entry.event())
                  .filter(type::isInstance)
                  .map(type::cast)
                  .forEach(found::add));
    }
    return found;
  }

  private static Terminal verify(String run, String note, String key) {
    return type("verify", run, "--checkpoint=" + note, "--key=" + path(key));
  }

  private static Terminal run(String name, String... more) {
    List<String> words =
        new ArrayList<>(List.of("run", path("study.yaml").toString(), "--out=" + path(name)));
    words.addAll(List.of(more));
    return type(words.toArray(String[]::new));
  }

  private static String run() {
    return path("r").toString();
  }

  private static Path path(String name) {
    return folder.resolve(name);
  }

  private static Terminal type(String... words) {
    return Terminal.type(words);
  }
}

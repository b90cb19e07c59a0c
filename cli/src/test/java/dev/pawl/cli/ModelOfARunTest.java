package dev.pawl.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pawl.Bounds;
import dev.pawl.Candidate;
import dev.pawl.Cost;
import dev.pawl.Hash;
import dev.pawl.Outcome;
import dev.pawl.Score;
import dev.pawl.corewar.Settings;
import dev.pawl.corewar.Warrior;
import dev.pawl.corewar.hill.Hill;
import dev.pawl.corewar.hill.Split;
import dev.pawl.corewar.redcode.Assembler;
import dev.pawl.corewar.redcode.AssemblerOptions;
import dev.pawl.corewar.redcode.Assembly;
import dev.pawl.journal.Event;
import dev.pawl.journal.Journal;
import dev.pawl.journal.SqliteJournal;
import dev.pawl.labs.redqueen.model.NumberScheme;
import dev.pawl.labs.redqueen.model.WarriorModel;
import dev.pawl.labs.redqueen.operators.RedcodeText;
import dev.pawl.lm.Model;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// `pawl model` with the versions and the warriors of a run.
class ModelOfARunTest {

  private static final WarriorModel KIND = new WarriorModel(NumberScheme.RECENT, Settings.STANDARD);
  private static final List<Model> VERSIONS =
      IntStream.rangeClosed(1, 3).mapToObj(seed -> KIND.fresh(20_000, 128, seed)).toList();
  private static final List<Warrior> WARRIORS = Hill.house(Split.SEARCH).warriors();

  @TempDir static Path runs;

  private static Path hill = Path.of("");

  @BeforeAll
  static void write() throws IOException {
    List<Event> events = new ArrayList<>();
    List<byte[]> blobs = new ArrayList<>();
    events.add(new Event.Started("0.1", "redqueen", 7, "{}"));
    for (int i = 0; i < WARRIORS.size(); i++) {
      Candidate candidate = RedcodeText.candidate(WARRIORS.get(i), Settings.STANDARD);
      blobs.add(candidate.canonical());
      long ticket = i + 1L;
      events.add(
          new Event.Proposed(ticket, 1, i == 0 ? "seed" : "mutate", List.of(), candidate.id()));
      double value = (i + 1.0) / (WARRIORS.size() + 1);
      Score score = new Score(value, Bounds.UNIT, List.of(value), List.of(50.0, 200.0), "");
      events.add(new Event.Scored(ticket, new Outcome.Finished(score), new Cost(1, 1000)));
    }
    Hash champion = RedcodeText.candidate(WARRIORS.getLast(), Settings.STANDARD).id();
    for (int round = 1; round <= 3; round++) {
      events.add(new Event.RoundEnded(round, WARRIORS.size(), champion, 0.9));
      events.add(learned(round));
      Hash version = VERSIONS.get(round - 1).id();
      events.add(
          new Event.Measured(
              round, version, "select", "sample score", 0.5, List.of(0.25, 0.75), Cost.NONE));
      blobs.add(VERSIONS.get(round - 1).bytes());
    }
    run("redqueen-1", events, blobs);
    run("redqueen-2", events.subList(0, 3), blobs);
    hill = Files.createDirectory(runs.resolve("hill"));
    for (int i = 0; i < 2; i++) {
      Files.writeString(
          hill.resolve(i + ".red"), RedcodeText.write(WARRIORS.get(i), Settings.STANDARD));
    }
  }

  private static Event learned(int round) {
    return new Event.Learned(
        round,
        VERSIONS.get(round - 1).id(),
        round == 1 ? Hash.ZERO : VERSIONS.get(round - 2).id(),
        "{\"arm\":\"FULL\",\"texts\":%d}".formatted(round),
        1,
        WARRIORS.size(),
        6.0 / round,
        5.0 / round,
        round == 3 ? "it only copies its parents" : "",
        Cost.flops(1000L * round));
  }

  private static void run(String name, List<Event> events, List<byte[]> blobs) throws IOException {
    Path folder = Files.createDirectory(runs.resolve(name));
    try (Journal journal = SqliteJournal.create(folder.resolve("journal.db"))) {
      journal.commit(new Journal.Batch(events, blobs, List.of()));
    }
  }

  private static Terminal type(String verb, String... args) {
    List<String> all = new ArrayList<>(List.of("model", verb, "--runs=" + runs));
    all.addAll(List.of(args));
    return Terminal.type(all.toArray(String[]::new));
  }

  @Test
  void card_run_isOfTheLastVersionThatItUses() {
    JsonNode json = type("card", "redqueen-1", "--json").json();
    String markdown = type("card", "redqueen-1").out();

    assertThat(json.get("id").asString()).isEqualTo(VERSIONS.get(1).id().toString());
    assertThat(json.get("tokenizer").asString()).isEqualTo("redcode/RECENT/8000");
    assertThat(json.get("flops").asLong()).isEqualTo(3000);
    assertThat(json.get("versions").findValuesAsString("model"))
        .containsExactly(VERSIONS.get(0).id().toString(), VERSIONS.get(1).id().toString());
    assertThat(markdown)
        .contains("tickets 1 to %d of run `redqueen-1`, after round 2".formatted(WARRIORS.size()))
        .contains("| `arm` | `FULL` |", "3.0000 nats", "2.5000 nats", "sample score")
        .contains("| 0.5000 | ± 3.1766 | 2 |"); // 12.7062 of Student's t times 0.25
  }

  @Test
  void card_round_isOfThatVersionAlsoIfItWasRefused() {
    JsonNode first = type("card", "redqueen-1:1", "--json").json();
    Terminal refused = type("card", "redqueen-1:3");

    assertThat(first.get("id").asString()).isEqualTo(VERSIONS.get(0).id().toString());
    assertThat(first.get("versions")).hasSize(1);
    assertThat(refused.out())
        .contains(VERSIONS.get(2).id().toString(), "`it only copies its parents`");
    assertRefused(type("card", "redqueen-1:9"), "after round 9", "[1, 2, 3]");
    assertRefused(type("card", "redqueen-2"), "has learned no model");
    assertRefused(type("card", "redqueen-7"), "there is no run redqueen-7");
  }

  @Test
  void export_round_givesTheBytesOfTheJournalAndItsLineage() throws IOException {
    Path out = runs.resolve("second.safetensors");

    assertThat(type("export", "redqueen-1:2", "--out=" + out).exitCode()).isZero();

    assertThat(out).hasBinaryContent(VERSIONS.get(1).bytes());
    assertThat(type("card", out.toString(), "--json").json().get("versions"))
        .isEqualTo(type("card", "redqueen-1:2", "--json").json().get("versions"));
  }

  @Test
  void sample_run_everyWarriorAssemblesAndTheSameSeedGivesTheSame() {
    Terminal text = type("sample", "redqueen-1", "-n", "12");
    JsonNode samples = type("sample", "redqueen-1", "-n12", "--json").json().get("samples");

    assertThat(samples).isNotEmpty();
    for (JsonNode sample : samples) {
      String code = sample.get("text").asString();
      assertThat(Assembler.assemble(code, Settings.STANDARD, AssemblerOptions.STANDARD))
          .isInstanceOf(Assembly.Assembled.class);
      assertThat(text.out()).contains(code);
    }
    assertThat(type("sample", "redqueen-1", "-n12", "--json").json().get("samples"))
        .isEqualTo(samples);
    assertRefused(type("sample", "redqueen-1", "--prompt=MOV"), "for models of text");
  }

  @Test
  void distil_aVersion_makesASmallerModelThatWritesWarriors() {
    Path out = runs.resolve("distilled.safetensors");
    String[] where = {"redqueen-1:2", "--out=" + out};
    String[] few = {"--warriors=60", "--tokens=500", "--at-least=0", "--chosen-on=" + hill};
    Terminal answer = type("distil", concat(where, few));

    assertThat(answer.exitCode()).as(answer.err()).isZero();
    assertThat(answer.out()).contains("parameters", "sampling", "FLOPs for 100 tokens");
    assertThat(type("sample", out.toString(), "-n=1").out()).contains("ORG");
    assertThat(type("card", out.toString()).out()).contains("distillation");
    assertRefused(type("distil", concat(where, few)), "already");
    assertRefused(
        type("distil", "redqueen-1:2", "--out=" + out + "2", "--warriors=1"), "--warriors is 1");
  }

  @Test
  void eval_hill_measuresOneSampleAndTheBest() {
    String[] hills = {"--hill=" + hill, "--chosen-on=" + hill, "--battles=2", "--threads=1"};
    String[] args = {"redqueen-1:1", "redqueen-1:2", "--seeds=3", "--best-of=4"};
    Terminal table = type("eval", concat(args, hills));
    JsonNode json = type("eval", concat(concat(args, hills), "--json")).json();

    assertThat(table.exitCode()).as(table.err()).isZero();
    assertThat(table.out()).contains("best of 4 generality", VERSIONS.get(1).id().brief());
    for (JsonNode model : json.get("models")) {
      JsonNode measures = model.get("measures");
      assertThat(measures.findValuesAsString("name"))
          .containsExactly(
              "sample score", "sample generality", "best of 4 score", "best of 4 generality");
      JsonNode samples = measures.get(0);
      JsonNode best = measures.get(2);
      double sum = 0;
      for (int seed = 0; seed < 3; seed++) {
        double one = samples.get("bySeed").get(seed).asDouble();
        sum += one;
        // Chosen on the hill that it is measured on, in the same battles: it is the best.
        assertThat(best.get("bySeed").get(seed).asDouble()).isGreaterThanOrEqualTo(one);
      }
      assertThat(samples.get("mean").asDouble()).isCloseTo(sum / 3, within(1e-12));
      assertThat(samples.get("low").asDouble()).isLessThanOrEqualTo(samples.get("mean").asDouble());
      assertThat(model.get("flops").asLong()).isPositive();
      assertThat(model.get("instructions").asLong()).isPositive();
    }
    assertRefused(type("eval", "redqueen-1", "--hill=nowhere"), "nowhere is not a folder");
    assertRefused(type("eval", "redqueen-1", "--hill=house", "--seeds=0"), "--seeds is 0");
  }

  @Test
  void train_run_learnsItsWarriorsFromAVersionOfIt() {
    Path out = runs.resolve("warriors.safetensors");

    Terminal answer =
        type(
            "train",
            runs.resolve("redqueen-1").toString(),
            "--from=redqueen-1",
            "--out=" + out,
            "--tokens=6k",
            "--batch=4",
            "--json");
    JsonNode json = answer.json();
    JsonNode versions = type("card", out.toString(), "--json").json().get("versions");

    assertThat(answer.exitCode()).as(answer.err()).isZero();
    assertThat(json.get("lossAfter").asDouble()).isLessThan(json.get("lossBefore").asDouble() - 1);
    assertThat(versions.findValuesAsString("model"))
        .containsExactly(
            VERSIONS.get(0).id().toString(),
            VERSIONS.get(1).id().toString(),
            json.get("id").asString());
    JsonNode data = versions.get(2).get("data");
    assertThat(data.get("run").asString()).isEqualTo("redqueen-1");
    assertThat(data.get("fromTicket").asLong()).isEqualTo(2); // the first was a seed
    assertThat(data.get("toTicket").asLong()).isEqualTo(WARRIORS.size());
    assertThat(data.get("head").asString()).hasSize(64);
    assertRefused(
        type("train", "redqueen-1", "--out=" + runs.resolve("x"), "--steps=3"), "give --tokens");
    assertRefused(
        type("train", hill.toString(), "--out=" + runs.resolve("x"), "--from=redqueen-1"),
        "reads redcode/RECENT/8000; this corpus is bytes");
  }

  private static String[] concat(String[] some, String... more) {
    List<String> all = new ArrayList<>(List.of(some));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  private static void assertRefused(Terminal answer, String... words) {
    assertThat(answer.exitCode()).as(answer.err()).isEqualTo(Exit.USAGE);
    assertThat(answer.err()).contains(words);
  }
}

package dev.pawl.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pawl.cli.model.TextCorpus;
import dev.pawl.cli.model.TextLoss;
import dev.pawl.lm.ByteTokenizer;
import dev.pawl.lm.Model;
import dev.pawl.lm.Shape;
import dev.pawl.lm.Shape.Position;
import dev.pawl.lm.Weight;
import dev.pawl.lm.interop.Gguf;
import dev.pawl.lm.interop.HuggingFace;
import dev.pawl.lm.train.Fresh;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// `pawl model` with models of text.
class ModelCommandsTest {

  private static final int CONTEXT = 32;

  @TempDir static Path folder;

  private static Path text = Path.of("");
  private static Path words = Path.of("");
  private static Terminal training = new Terminal(0, "", "");

  @BeforeAll
  static void train() throws IOException {
    text = Files.writeString(folder.resolve("text.txt"), "A pawl keeps a ratchet. ".repeat(200));
    words = folder.resolve("words.safetensors");
    training = train(words, text.toString(), "--steps=60", "--json");
  }

  private static Terminal train(Path out, String corpus, String... more) {
    String[] args = new String[more.length + 7];
    String[] first = {
      "model", "train", corpus, "--out", out.toString(), "--batch=8", "--learning-rate=0.02"
    };
    System.arraycopy(first, 0, args, 0, first.length);
    System.arraycopy(more, 0, args, first.length, more.length);
    return Terminal.type(List.of(more).contains("--from") ? args : sized(args));
  }

  private static String[] sized(String[] args) {
    String[] sized = Arrays.copyOf(args, args.length + 2);
    sized[args.length] = "--parameters=20k";
    sized[args.length + 1] = "--context=" + CONTEXT;
    return sized;
  }

  @Test
  void train_text_learnsAndTellsWhatItDid() throws IOException {
    JsonNode json = training.json();

    assertThat(training.exitCode()).as(training.err()).isZero();
    assertThat(json.get("ending").asString()).isEqualTo("done");
    assertThat(json.get("lossAfter").asDouble()).isLessThan(json.get("lossBefore").asDouble() / 2);
    assertThat(json.get("id").asString()).isEqualTo(read(words).id().toString());
    assertThat(json.get("flops").asLong()).isPositive();
    assertThat(training.err()).contains("step 60/60", "loss ", "FLOPs");
    assertThat(folder.resolve("words.checkpoint")).doesNotExist();
    assertThat(folder.resolve("words.loss.html"))
        .content()
        .contains("Training of words.safetensors", "Made by <code>pawl model train</code>");
  }

  @Test
  void train_lossesOfLibtorch_areThoseOfPlainJava() throws IOException {
    TextCorpus.Split split = TextCorpus.read(List.of(text), CONTEXT).split();

    TextLoss loss = TextLoss.of(read(words), split.heldOut().examples());

    double nats = loss.bitsPerToken().value() * Math.log(2);
    assertThat(training.json().get("lossAfter").asDouble()).isCloseTo(nats, within(1e-3));
    assertThat(split.heldOut().examples()).isNotEmpty();
  }

  @Test
  void train_fromAModel_goesOnWithItsLineage() throws IOException {
    Path more = folder.resolve("more.safetensors");

    Terminal answer =
        train(more, text.toString(), "--steps=3", "--optimizer=adamw", "--from", words.toString());
    JsonNode card = Terminal.type("model", "card", more.toString(), "--json").json();
    String markdown = Terminal.type("model", "card", more.toString()).out();

    assertThat(answer.exitCode()).as(answer.err()).isZero();
    assertThat(answer.out()).contains("more.safetensors", "bits a token", "pawl model sample");
    JsonNode versions = card.get("versions");
    assertThat(versions).hasSize(2);
    assertThat(versions.get(0).get("model").asString()).isEqualTo(read(words).id().toString());
    assertThat(versions.get(0).has("parent")).isFalse();
    assertThat(versions.get(1).get("parent")).isEqualTo(versions.get(0).get("model"));
    assertThat(versions.get(1).get("lossBefore").asDouble())
        .isCloseTo(versions.get(0).get("lossAfter").asDouble(), within(1e-4));
    assertThat(versions.get(1).get("recipe").get("optimizer").asString()).isEqualTo("ADAMW");
    assertThat(card.get("flops").asLong())
        .isEqualTo(versions.get(0).get("flops").asLong() + versions.get(1).get("flops").asLong());
    assertThat(markdown)
        .contains("# `" + more, read(more).id().toString(), "`steps` | `3`", "new weights")
        .contains("`" + text + "`", "## Known limits");
  }

  @Test
  void train_impossible_saysWhatToDo() throws IOException {
    Path out = folder.resolve("no.safetensors");
    Path other = Files.writeString(folder.resolve("other.checkpoint"), "not a checkpoint");

    refused(train(words, text.toString()), "is there already", "--from");
    refused(train(folder.resolve("no/x.safetensors"), text.toString()), "there is no folder");
    refused(train(out, folder + "/nothing.txt"), "there is no file");
    refused(train(out, "nothing", "--runs=" + folder), "there are no runs");
    refused(train(out, text.toString(), "--steps=0"), "--steps is 0", "from 1 to");
    refused(train(out, text.toString(), "--tokens=1", "--steps=1"), "give one");
    refused(train(out, text.toString(), "--warmup=2", "--steps=1"), "warmup is 2.0");
    refused(train(out, text.toString(), "--from", text.toString()), "is no model of Pawl");
    refused(
        Terminal.type(
            "model", "train", text.toString(), "--out=" + out, "--parameters=1m", "--from=x"),
        "leave them out");
    refused(
        train(folder.resolve("other.safetensors"), text.toString(), "--steps=3"),
        "other.checkpoint is of another training",
        "delete it");
    assertThat(other).content().isEqualTo("not a checkpoint");
    assertThat(out).doesNotExist();
  }

  @Test
  void train_diverges_writesNoModelAndSaysNo() {
    Path out = folder.resolve("wild.safetensors");

    Terminal answer =
        Terminal.type(
            "model",
            "train",
            text.toString(),
            "--out=" + out,
            "--parameters=20k",
            "--context=" + CONTEXT,
            "--optimizer=adamw",
            "--steps=200",
            "--clip=0",
            "--learning-rate=900");

    assertThat(answer.exitCode()).isEqualTo(Exit.NO);
    assertThat(answer.out()).contains("diverged at step", "try a lower --learning-rate");
    assertThat(out).doesNotExist();
  }

  @Test
  void sample_sameSeed_writesTheSameAndGoesOnFromThePrompt() {
    Terminal two = Terminal.type("model", "sample", words.toString(), "-n2", "--json");
    JsonNode one = Terminal.type("model", "sample", words.toString(), "-n", "1", "--json").json();
    JsonNode other =
        Terminal.type("model", "sample", words.toString(), "-n1", "--seed=2", "--json").json();
    Terminal prompted =
        Terminal.type(
            "model",
            "sample",
            words.toString(),
            "-n1",
            "--prompt=A pawl k",
            "--temperature=0",
            "--length=3");

    JsonNode samples = two.json().get("samples");
    assertThat(samples).hasSize(2);
    assertThat(samples.get(0)).isEqualTo(one.get("samples").get(0));
    assertThat(samples.get(0)).isNotEqualTo(samples.get(1));
    assertThat(other.get("samples").get(0)).isNotEqualTo(samples.get(0));
    assertThat(prompted.out()).isEqualTo("--- 1, cut\nA pawl keep\n");
  }

  @Test
  void sample_impossible_saysWhatToDo() {
    String model = words.toString();
    refused(Terminal.type("model", "sample", folder + "/no.safetensors"), "there is no file");
    refused(Terminal.type("model", "sample", model, "-n0"), "-n is 0");
    refused(Terminal.type("model", "sample", model, "--top-p=0"), "--top-p is 0.0");
    refused(Terminal.type("model", "sample", model, "--temperature=-1"), "--temperature is -1.0");
    refused(
        Terminal.type("model", "sample", model, "--prompt=" + "x".repeat(CONTEXT)),
        "has 32 bytes; this model reads 31 at most");
  }

  @Test
  void eval_text_comparesModelsOnTheSamePieces() throws IOException {
    Path even = write("even.safetensors", zeros(shape(Position.ROPE)));

    Terminal table =
        Terminal.type("model", "eval", words.toString(), even.toString(), "--on", text.toString());
    JsonNode json =
        Terminal.type(
                "model",
                "eval",
                words.toString(),
                even.toString(),
                "--json",
                "--on",
                text.toString())
            .json();

    JsonNode first = json.get("models").get(0).get("bitsPerToken");
    JsonNode second = json.get("models").get(1).get("bitsPerToken");
    double uniform = Math.log(ByteTokenizer.VOCABULARY) / Math.log(2);
    assertThat(second.get("value").asDouble()).isCloseTo(uniform, within(1e-4));
    assertThat(first.get("value").asDouble())
        .isBetween(first.get("low").asDouble(), first.get("high").asDouble())
        .isLessThan(uniform / 2);
    JsonNode more = json.get("models").get(1).get("moreThanFirst");
    assertThat(more.get("value").asDouble())
        .isCloseTo(second.get("value").asDouble() - first.get("value").asDouble(), within(1e-9));
    assertThat(more.get("low").asDouble()).isPositive();
    assertThat(json.get("tokens").asLong()).isEqualTo(Files.size(text) + 1); // and the end
    assertThat(table.out()).contains("bits a byte", "8.011", "4,801 bytes in 151 pieces of 151");
    refused(Terminal.type("model", "eval", words.toString()), "--on FILE", "--hill HILL");
    refused(
        Terminal.type("model", "eval", words.toString(), "--hill=house:select"),
        "writes bytes",
        "--on");
  }

  @Test
  void export_everyFormat_isReadBackAsTheSameModel() throws IOException {
    Model model = read(words);

    export(words, "hf", folder.resolve("hf"));
    export(words, "gguf", folder.resolve("words.gguf"));
    export(words, "safetensors", folder.resolve("copy.safetensors"));

    Path hf = folder.resolve("hf");
    HuggingFace loaded =
        new HuggingFace(
            Files.readString(hf.resolve("config.json")),
            Files.readAllBytes(hf.resolve("model.safetensors")));
    assertThat(loaded.model("bytes")).isEqualTo(model);
    assertThat(Gguf.read(Files.readAllBytes(folder.resolve("words.gguf")), "bytes"))
        .isEqualTo(model);
    assertThat(read(folder.resolve("copy.safetensors"))).isEqualTo(model);
    assertThat(Terminal.type("model", "card", folder + "/copy.safetensors").out())
        .contains("new weights");
  }

  @Test
  void export_shapeThatNobodyKnows_isRefusedAndSaysWhy() throws IOException {
    Shape classic = shape(Position.LEARNED);
    Path odd = write("odd.safetensors", Fresh.model(classic, "bytes", 1));
    Path out = folder.resolve("odd.gguf");

    refused(
        Terminal.type("model", "export", odd.toString(), "--format=gguf", "--out=" + out),
        "cannot be written as gguf",
        "LEARNED",
        "--format safetensors takes every model");
    refused(
        Terminal.type("model", "export", odd.toString(), "--format=hf", "--out=" + odd),
        "is there already");
    assertThat(out).doesNotExist();
    assertThat(Terminal.type("model", "card", odd.toString()).out())
        .contains("Nothing is known: there is no lineage");
  }

  @Test
  void model_withoutOrWithWrongVerb_saysWhatItKnows() {
    refused(Terminal.type("model"), "train, sample, eval, distil, export, card");
    refused(Terminal.type("model", "trian", "x", "--out", "y"), "did you mean train?");
    refused(Terminal.type("model", "train", "x", "--outt"), "`pawl model train --help`");
    assertThat(Terminal.type("help", "model", "train").out())
        .startsWith("Trains ")
        .contains("Usage: pawl model train", "--learning-rate")
        .isEqualTo(Terminal.type("model", "train", "--help").out());
  }

  private static void export(Path model, String format, Path out) {
    Terminal answer =
        Terminal.type(
            "model", "export", model.toString(), "--format=" + format, "--out=" + out, "--json");
    assertThat(answer.exitCode()).as(answer.out()).isZero();
    assertThat(answer.json().get("format").asString()).isEqualTo(format);
  }

  private static void refused(Terminal answer, String... words) {
    assertThat(answer.exitCode()).as(answer.err()).isEqualTo(Exit.USAGE);
    assertThat(answer.out()).isEmpty();
    assertThat(answer.err().lines().toList().getLast()).startsWith("pawl: ").contains(words);
  }

  private static Shape shape(Position position) {
    Shape modern = Shape.of(20_000, ByteTokenizer.VOCABULARY, CONTEXT);
    return new Shape(
        modern.vocabulary(),
        modern.context(),
        modern.layers(),
        modern.width(),
        modern.heads(),
        modern.kvHeads(),
        modern.hidden(),
        modern.norm(),
        position,
        modern.activation(),
        modern.qkNorm(),
        modern.tied(),
        0);
  }

  /// A model that holds every token for equally probable.
  private static Model zeros(Shape shape) {
    Map<String, float[]> weights = new LinkedHashMap<>();
    for (Weight weight : shape.weights()) {
      weights.put(weight.name(), new float[weight.size()]);
    }
    return new Model(shape, "bytes", weights);
  }

  private static Path write(String name, Model model) throws IOException {
    return Files.write(folder.resolve(name), model.bytes());
  }

  private static Model read(Path file) throws IOException {
    return Model.read(Files.readAllBytes(file));
  }
}

package dev.pawl.labs.programs.writer;

import dev.pawl.engine.Clock;
import dev.pawl.engine.Improver;
import dev.pawl.labs.programs.writer.Options.Told;
import dev.pawl.llm.Broker;
import dev.pawl.llm.Cassette;
import dev.pawl.llm.Keys;
import dev.pawl.llm.ModelSpec;
import dev.pawl.llm.Sleeper;
import dev.pawl.llm.Spent;
import dev.pawl.propose.Portfolio;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The remote models of a run. A study describes them; they can be asked once whoever has the keys
/// and the folder of the run has opened them.
public final class RemoteModels implements AutoCloseable {

  /// The name of a cassette in the folder of a run.
  public static final String CASSETTE = "cassette.jsonl";

  private final Options options;
  private final Told told;
  private @Nullable Broker broker;

  /// @param told what the models are told, read from files
  RemoteModels(Options options, Told told) {
    this.options = options;
    this.told = told;
  }

  /// The environment variables that hold the keys.
  public Set<String> keyNames() {
    Set<String> names = new TreeSet<>();
    everybody().stream()
        .map(ModelSpec::keyName)
        .filter(name -> !name.isEmpty())
        .forEach(names::add);
    return names;
  }

  /// What keeps the models from being asked, before anything is; empty for a replay.
  ///
  /// @param promptBytesMax the longest first prompt
  public List<String> problems(Keys keys, long promptBytesMax) {
    return options.cassette().isPresent()
        ? List.of()
        : Broker.problems(everybody(), keys, options.allowance(), promptBytesMax);
  }

  /// The models that write.
  public List<ModelSpec> models() {
    return options.models();
  }

  /// Whether one of them looks back on each round, so that what it learned has versions.
  public boolean takesNotes() {
    return options.notes().isPresent();
  }

  /// How often a model may answer before its ticket is given up.
  public int attempts() {
    return options.style().attempts();
  }

  /// The way to the models, once they have been opened.
  public Broker broker() {
    return opened();
  }

  /// Makes the models ready to be asked. If the study names a cassette, answers come from there.
  ///
  /// @param folder of the run, where the cassette is
  /// @param records whether new answers may be asked for; else all come from the cassette
  public void open(Path folder, boolean records, Keys keys, Clock clock, Sleeper sleeper)
      throws IOException {
    Cassette.Mode replay = options.strict() ? Cassette.Mode.REPLAY : Cassette.Mode.REDECIDE;
    Cassette cassette =
        options.cassette().isPresent()
            ? Cassette.open(options.cassette().get(), replay)
            : Cassette.open(
                folder.resolve(CASSETTE), records ? Cassette.Mode.RECORD : Cassette.Mode.REPLAY);
    broker = Broker.of(everybody(), keys, options.allowance(), cassette, clock, sleeper);
  }

  /// A new improver that asks these models about `brief`.
  ///
  /// @param others who write without a model
  public Improver improver(Brief brief, Optional<Portfolio> others, long seed) {
    Writer.Setting setting =
        new Writer.Setting(this::opened, brief, told.prompts(), options.style());
    List<Arm> arms = arms(brief);
    Bandit bandit =
        new Bandit(
            arms,
            Expense.of(arms, brief, options.worthDollars()),
            Rule.of(options.choice()),
            2,
            options.memory());
    Optional<NoteTaking> notes =
        options
            .notes()
            .map(model -> new NoteTaking(setting, model, options.evolvesSystems(), seed));
    return new Authors(setting, arms, bandit, others, options.share(), notes);
  }

  /// Why no model can be asked any more, if so; a run may stop then.
  public Optional<String> refusal() {
    return broker == null ? Optional.empty() : broker.refusal();
  }

  /// What was spent so far.
  public Spent spent() {
    return broker == null ? Spent.NONE : broker.spent();
  }

  @Override
  public void close() {
    if (broker != null) {
      try {
        broker.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private List<Arm> arms(Brief brief) {
    List<Kind> kinds = new ArrayList<>(options.kinds());
    if (brief.editable().size() < 2) {
      kinds.remove(Kind.FILES);
    }
    List<String> systems = new ArrayList<>(told.systems());
    if (options.evolvesSystems()) {
      systems.addAll(Notes.SYSTEM_PLACES);
    }
    return Arm.all(options.models(), kinds.isEmpty() ? List.of(Kind.DIFF) : kinds, systems);
  }

  private Broker opened() {
    if (broker == null) {
      throw new IllegalStateException("a model was to be asked, but the run has opened none");
    }
    return broker;
  }

  private List<ModelSpec> everybody() {
    List<ModelSpec> all = new ArrayList<>(options.models());
    options.style().judge().ifPresent(all::add);
    options.notes().ifPresent(all::add);
    return all.stream().distinct().toList();
  }

  /// The longest first prompt: a program that has grown to twice the seed, two more beside it, and
  /// what goes with them.
  public static long promptBytesMax(Brief brief) {
    long program = brief.show(brief.seed()).length();
    long beside = 2 * Math.min(program * 2, Style.INSPIRATION_CHARS_MAX);
    return Brief.TASK_CHARS_MAX / 4
        + brief.task().length()
        + 2 * program
        + beside
        + 2L * Style.FEEDBACK_CHARS_MAX;
  }
}

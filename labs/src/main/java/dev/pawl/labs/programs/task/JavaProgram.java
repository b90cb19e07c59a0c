package dev.pawl.labs.programs.task;

import dev.pawl.Candidate;
import dev.pawl.Outcome;
import dev.pawl.jail.Bytes;
import dev.pawl.jail.Compiled;
import dev.pawl.jail.JavaCompiler;
import dev.pawl.jail.Ran;
import dev.pawl.jail.Restrictions;
import dev.pawl.jail.Stepped;
import dev.pawl.jail.Use;
import dev.pawl.labs.programs.Case;
import dev.pawl.labs.programs.EvaluatorException;
import dev.pawl.labs.programs.task.Workshop.JavaTools;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/// Java that is compiled once per candidate, in the jail, and run by machines that are started
/// ahead.
///
/// Where steps are counted, a program is the same function of its input on every machine, its limit
/// too, and machines are used for one candidate after the other; else each run has a machine of its
/// own.
///
/// @param mainClass whose main method is run
/// @param stepsMax of one run; empty where steps are not counted
record JavaProgram(
    Workshop workshop, String mainClass, OptionalLong stepsMax, Restrictions restrictions)
    implements Program {

  @Override
  public Ready ready(Candidate candidate) {
    JavaTools tools = workshop.java(restrictions, stepsMax.isPresent());
    return compiled(tools.compiler(), candidate, classes -> what -> run(tools, classes, what));
  }

  /// What `candidate` is once it is compiled.
  static Ready compiled(
      JavaCompiler compiler,
      Candidate candidate,
      Function<Map<String, Bytes>, Ready.Runs> program) {
    SortedMap<String, String> sources = new TreeMap<>(candidate.files());
    sources.keySet().removeIf(path -> !path.endsWith(".java"));
    return switch (Workshop.uninterrupted(() -> compiler.compile(sources))) {
      case Compiled.Classes(var classes) -> program.apply(classes);
      case Compiled.Errors errors ->
          new Ready.Fails(new Outcome.Crashed("does not compile: " + brief(errors.text())));
      case Compiled.Stopped(var ending) ->
          new Ready.Fails(
              ending
                  .outcome()
                  .orElseGet(() -> new Outcome.Crashed("its compiler ended without classes")));
    };
  }

  private Back run(JavaTools tools, Map<String, Bytes> classes, Case what) {
    if (!what.files().isEmpty()) {
      throw new EvaluatorException(
          "case '%s' has files, but a program under `java` sees none; use `run: java %s.java`"
              .formatted(what.name(), mainClass));
    }
    Bytes input = Bytes.of(what.input());
    return Workshop.uninterrupted(() ->
        tools.metered().isPresent()
            ? metered(tools, classes, what, input)
            : new Back(
                tools.runner().orElseThrow().run(classes, mainClass, what.arguments(), input), 0));
  }

  private Back metered(JavaTools tools, Map<String, Bytes> classes, Case what, Bytes input)
      throws InterruptedException {
    Stepped stepped =
        tools
            .metered()
            .orElseThrow()
            .run(classes, mainClass, what.arguments(), input, stepsMax.orElseThrow());
    Ran ran =
        new Ran(
            stepped.ending(),
            stepped.stdout(),
            stepped.stderr(),
            List.of(),
            new Use(0, 0, 0),
            stepped.walls());
    return new Back(ran, stepped.steps());
  }

  private static String brief(String text) {
    return text.length() <= QUOTE_MAX ? text : text.substring(0, QUOTE_MAX) + "…";
  }

  static Optional<String> problem(String mainClass) {
    return mainClass.matches("[A-Za-z_$][\\w$]*(\\.[A-Za-z_$][\\w$]*)*")
        ? Optional.empty()
        : Optional.of("is %s; the name of a class is expected".formatted(mainClass));
  }

  @Override
  public void close() {
    workshop.close();
  }
}

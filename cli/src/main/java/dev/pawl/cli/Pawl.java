package dev.pawl.cli;

import dev.pawl.study.Spelling;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help;

/// The entry of the `pawl` command. Help for everything is printed from a table; only the command
/// that was asked for is loaded, because classes are most of a short start.
public final class Pawl {

  private Pawl() {}

  /// Runs one command and ends the process with its exit code.
  public static void main(String[] args) {
    Locale.setDefault(Locale.ROOT); // numbers look the same everywhere
    PrintWriter out = writer(FileDescriptor.out);
    PrintWriter err = writer(FileDescriptor.err);
    int code = run(List.of(args), out, err, isColoured());
    out.flush();
    err.flush();
    if (!Signals.ending()) {
      System.exit(code);
    }
  }

  /// Runs one command.
  ///
  /// @param colour whether help may use ANSI colours
  static int run(List<String> args, PrintWriter out, PrintWriter err, boolean colour) {
    String first = args.isEmpty() ? "--help" : args.getFirst();
    List<String> rest = args.isEmpty() ? args : args.subList(1, args.size());
    boolean json = args.contains("--json");
    if (first.equals("help") && !rest.isEmpty() && !rest.getFirst().startsWith("-")) {
      List<String> asked = new ArrayList<>(rest);
      asked.add("--help");
      return run(asked, out, err, colour);
    }
    return switch (first) {
      case "--help", "-h", "help" ->
          print(out, json ? Catalog.json() : Map.of(), json ? "" : Usage.text(colour));
      case "--version", "-V" -> print(out, json ? Version.json() : Map.of(), Version.line());
      default ->
          Catalog.find(first)
              .map(entry -> commandLine(entry, out, err, colour).execute(array(rest)))
              .orElseGet(() -> unknown(first, json, out, err));
    };
  }

  static CommandLine commandLine(
      Catalog.Entry entry, PrintWriter out, PrintWriter err, boolean colour) {
    CommandLine line = new CommandLine(entry.command().get());
    line.setCommandName("pawl " + entry.name());
    line.setOut(out);
    line.setErr(err);
    line.setUsageHelpAutoWidth(true);
    line.setUsageHelpLongOptionsMaxWidth(30);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setColorScheme(Help.defaultColorScheme(colour ? Help.Ansi.ON : Help.Ansi.OFF));
    line.setParameterExceptionHandler(
        (e, args) -> Failure.of(e).report(List.of(args).contains("--json"), false, out, err));
    line.setExecutionExceptionHandler((e, failed, parsed) -> {
      Command command = failed.getCommand();
      return Failure.of(e).report(command.json, command.debug, out, err);
    });
    return line;
  }

  private static int print(PrintWriter out, Map<String, Object> json, String text) {
    out.println(json.isEmpty() ? text.stripTrailing() : Answer.json(json));
    return Exit.OK;
  }

  private static int unknown(String first, boolean json, PrintWriter out, PrintWriter err) {
    String hint =
        Spelling.nearest(first, Catalog.names())
            .map("did you mean %s?"::formatted)
            .orElse("`pawl --help` lists the commands");
    return Failure.of(new Refusal("unknown command %s; %s".formatted(first, hint)))
        .report(json, false, out, err);
  }

  /// UTF-8 whatever the locale is: JSON must be, and terminals are.
  private static PrintWriter writer(FileDescriptor to) {
    return new PrintWriter(new FileOutputStream(to), true, StandardCharsets.UTF_8);
  }

  /// The launcher knows whether standard output is a terminal.
  private static boolean isColoured() {
    return System.getenv("NO_COLOR") == null && Boolean.getBoolean("pawl.out.terminal");
  }

  private static String[] array(List<String> list) {
    return list.toArray(String[]::new);
  }
}

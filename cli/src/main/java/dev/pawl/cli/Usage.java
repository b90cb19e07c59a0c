package dev.pawl.cli;

import java.util.function.BiConsumer;

/// The text of `pawl --help`.
final class Usage {

  private Usage() {}

  static String text(boolean colour) {
    StringBuilder text = new StringBuilder();
    BiConsumer<String, String> row =
        (left, right) -> text.append("  %-25s%s%n".formatted(left, right));
    text.append(bold("Pawl", colour)).append(": AI that improves AI, with proof.\n\n");
    text.append("Usage: pawl COMMAND [options]      pawl COMMAND --help explains one\n");
    for (Catalog.Group group : Catalog.Group.values()) {
      text.append('\n').append(bold(group.title, colour)).append('\n');
      Catalog.COMMANDS.stream()
          .filter(entry -> entry.group() == group)
          .forEach(entry -> row.accept(entry.name() + " " + entry.operands(), entry.does()));
    }
    text.append('\n').append(bold("Labs", colour)).append('\n');
    Catalog.LABS.forEach(lab -> row.accept(lab.name(), lab.does()));
    text.append('\n').append(bold("Try", colour)).append('\n');
    text.append("  pawl battle house:fang house:quire --view fight.html\n");
    text.append(
        """

        Every command takes --help, and --json for one JSON object on standard output.
        Exit codes: 0 done, 1 the answer is no, 2 wrong usage or input, 3 internal.
        """);
    return text.toString();
  }

  private static String bold(String text, boolean colour) {
    return colour ? "\u001b[1m" + text + "\u001b[0m" : text;
  }
}

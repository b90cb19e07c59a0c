package dev.pawl.cli;

import dev.pawl.Candidate;
import dev.pawl.cli.PromotedLine.Step;
import dev.pawl.cli.report.GateFold;
import dev.pawl.cli.report.Report;
import dev.pawl.cli.report.RunInput;
import dev.pawl.journal.Event;
import dev.pawl.journal.Journal;
import dev.pawl.journal.SqliteJournal;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@CommandLine.Command(
    header = "Takes back a promotion: what was promoted before counts again.",
    description = {
      "",
      "Appends an event to the journal; nothing is deleted. From then on champion file, report and",
      "`pawl show` name the earlier champion, and a resumed run puts contenders against it. The one",
      "that was taken back is not put against it again. The search goes on as if nothing had",
      "happened. With --version it is the version of the improver: the one before writes again from",
      "the next round on, and lessons go on from it.",
      ""
    },
    footer = {
      "",
      "  pawl rollback latest                       to the champion before",
      "  pawl rollback latest --to 3                to the one of round 3",
      "  pawl rollback latest --to attempt:2        to the one that attempt 2 promoted",
      "  pawl rollback latest --version             the version of the improver before",
      "  pawl rollback latest --reason \"it stalls\"  and say why"
    })
final class RollbackCommand extends Command {

  @Mixin RunArgument run = new RunArgument();

  @Option(
      names = "--to",
      paramLabel = "ROUND|attempt:N",
      description = "Which champion counts again. Default: the one before.")
  @Nullable String to;

  @Option(names = "--version", description = "Take back a version of the improver.")
  boolean version;

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why; the journal keeps it.")
  String reason = "";

  @Override
  Answer answer() throws IOException {
    if (reason.length() > Event.RolledBack.REASON_CHARACTERS_MAX) {
      throw new Refusal(
          "the reason has %d characters; the most is %d"
              .formatted(reason.length(), Event.RolledBack.REASON_CHARACTERS_MAX));
    }
    RunDirectory directory = run.find();
    try (Journal journal = SqliteJournal.open(directory.journal())) {
      String holdOut = version ? Event.VERSIONS : Event.CHAMPIONS;
      PromotedLine line = PromotedLine.of(journal, holdOut);
      GateFold gate = GateFold.of(journal);
      Step now =
          line.now(gate)
              .orElseThrow(() ->
                  new Refusal(
                      "%s puts no %s before a gate, so none was promoted and none can be taken back"
                          .formatted(directory.name(), holdOut)));
      if (version && gate.binds().isEmpty()) {
        throw new Refusal(
            "the versions of %s write whatever the gate says of them (gate.versions is not bind), so taking one back changes nothing"
                .formatted(directory.name()));
      }
      Step target = target(directory, line, now);
      if (!line.isAtRest()) {
        throw new Refusal(
            "%s was stopped in the middle of an attempt or a round's end; let it finish that first, for example: pawl resume %s --minutes 1"
                .formatted(directory.name(), directory.folder()));
      }
      byte[] back = bytes(directory, journal, target);
      Event event = new Event.RolledBack(holdOut, now.champion(), target.champion(), reason);
      journal.commit(new Journal.Batch(List.of(event), List.of(), List.of()));
      if (!version) {
        Champion.leave(directory, Summary.of(journal).lab(), Candidate.ofCanonical(back));
      }
      Report.write(List.of(new RunInput(directory.name(), journal)), directory.report());
      return answer(directory, journal, now, target);
    }
  }

  private Step target(RunDirectory directory, PromotedLine line, Step now) {
    Step target;
    if (to != null) {
      target = asked(line, to);
    } else {
      target =
          line.find(now.before())
              .orElseThrow(() ->
                  new Refusal(
                      "%s is the first %s of %s: nothing was promoted before it"
                          .formatted(now.champion().brief(), what(), directory.name())));
    }
    if (target.champion().equals(now.champion())) {
      throw new Refusal(
          "%s counts already; promoted were: %s".formatted(now.champion().brief(), line.words()));
    }
    return target;
  }

  private static Step asked(PromotedLine line, String to) {
    boolean isAttempt = to.startsWith("attempt:");
    String number = isAttempt ? to.substring("attempt:".length()) : to;
    if (!number.matches("\\d{1,9}")) {
      throw new Refusal(
          "--to %s is neither the number of a round nor attempt:N; promoted were: %s"
              .formatted(Table.printable(to), line.words()));
    }
    int wanted = Integer.parseInt(number);
    return (isAttempt && wanted > 0 ? line.ofAttempt(wanted) : line.ofRound(wanted))
        .orElseThrow(() ->
            new Refusal(
                "--to %s: nothing was promoted there; promoted were: %s"
                    .formatted(to, line.words())));
  }

  private String what() {
    return version ? "version" : "champion";
  }

  private static byte[] bytes(RunDirectory directory, Journal journal, Step target) {
    return journal
        .blob(target.champion())
        .orElseThrow(() ->
            new Refusal(
                "the journal lacks %s; `pawl verify %s` tells more"
                    .formatted(target.champion(), directory.folder())));
  }

  private Answer answer(RunDirectory directory, Journal journal, Step now, Step target) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("run", directory.name());
    json.put("from", now.champion().toString());
    json.put(what(), target.champion().toString());
    json.put("round", target.round());
    json.put("head", journal.head().toString());
    return Answer.ok(
        json,
        "%s: %s is again %s of round %d; %s of round %d is taken back"
            .formatted(
                directory.name(),
                what(),
                target.champion().brief(),
                target.round(),
                now.champion().brief(),
                now.round()));
  }
}

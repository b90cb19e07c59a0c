package dev.pawl.cli;

import dev.pawl.Hash;
import dev.pawl.Order;
import dev.pawl.cli.report.Report;
import dev.pawl.cli.report.RunInput;
import dev.pawl.cli.report.SteeringFold;
import dev.pawl.engine.Clock;
import dev.pawl.journal.Event;
import dev.pawl.journal.Event.Steered;
import dev.pawl.journal.Journal;
import dev.pawl.journal.JournalException;
import dev.pawl.journal.OrderFolder;
import dev.pawl.journal.Orders;
import dev.pawl.journal.SqliteJournal;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@CommandLine.Command(
    header = "Steers a run while it goes on, or before it is resumed.",
    description = {
      "",
      "An order is taken in between two tickets and kept in the journal at that place, so that resume,",
      "replay and rerun come to the same. Tickets that are issued already still run. A run that rests",
      "takes orders when it is resumed; a ban and a note count at once.",
      "",
      "  pin CANDIDATE         it stays a parent: of --share of the tickets, until unpin",
      "  unpin CANDIDATE",
      "  pin version:ROUND     that version of the model writes, and no lessons are given",
      "  unpin version",
      "  ban CANDIDATE         never again a parent, never handed out as champion",
      "  annotate CANDIDATE|run TEXT    a note, also shown to models that write candidates",
      "  inject FILE|FOLDER    score a candidate of your own as the next ticket",
      "  weigh NAME=W ...      multiply the chance of proposers or models; 0 is never",
      ""
    },
    footer = {
      "",
      "CANDIDATE is champion, the beginning of an id, or a ticket's number.",
      "",
      "  pawl steer latest pin champion --share 0.3",
      "  pawl steer latest pin version:3",
      "  pawl steer latest ban 5e8f0c --with-descendants --reason \"prints the answer\"",
      "  pawl steer latest annotate 1234 \"overflows above n = 60\"",
      "  pawl steer latest inject mine.py --parent champion",
      "  pawl steer latest weigh java-swap=3 mutate-token=0"
    })
final class SteerCommand extends Command {

  private static final Duration POLL = Duration.ofMillis(50);
  private static final AtomicLong COUNT = new AtomicLong();

  @Mixin RunArgument run = new RunArgument();

  @Parameters(
      index = "1",
      paramLabel = "ORDER",
      description = "pin, unpin, ban, annotate, inject or weigh.")
  String verb = "";

  @Parameters(index = "2..*", arity = "1..*", paramLabel = "WHAT", description = "As above.")
  List<String> what = new ArrayList<>();

  @Option(
      names = "--share",
      paramLabel = "P",
      defaultValue = "0.2",
      description = "pin: the chance to be a ticket's first parent. Default: ${DEFAULT-VALUE}.")
  double share;

  @Option(
      names = "--with-descendants",
      description = "ban: all that came and will come of it, too.")
  boolean withDescendants;

  @Option(
      names = "--parent",
      paramLabel = "CANDIDATE",
      description = "inject: what it was made from; files that you do not give are taken from it.")
  List<String> parents = new ArrayList<>();

  @Option(
      names = "--after",
      paramLabel = "TICKET",
      defaultValue = "0",
      description = "Behind which ticket, at the earliest. Default: as soon as possible.")
  long after;

  @Option(names = "--by", paramLabel = "NAME", description = "Who you are. Default: your login.")
  @Nullable String by;

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why; the journal keeps it.")
  String reason = "";

  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      defaultValue = "60",
      description = "How long to wait until a run that goes on has taken it in. Default: 60.")
  int waitSeconds;

  @Override
  Answer answer() throws IOException, InterruptedException {
    RunDirectory directory = run.find();
    Orders.Waiting order;
    boolean finished;
    try (Journal journal = RunArgument.journal(directory)) {
      order = order(directory, journal);
      finished = Summary.of(journal).isFinished();
    }
    boolean isWord = isWord(order.steered().order());
    if (finished && !isWord) {
      throw new Refusal(
          "%s is finished: only ban and annotate are left; `pawl fork` goes on from one of its tickets"
              .formatted(directory.name()));
    }
    boolean running = directory.isRunning();
    if (!running && isWord && after == 0 && takenAtRest(directory, order.steered())) {
      return answer(directory, order, "taken", "");
    }
    OrderFolder orders = directory.orders();
    orders.give(order, after);
    String state = running && after == 0 ? waited(directory, orders, order.steered()) : "waiting";
    Optional<String> refusal = orders.refusal(order.steered().id());
    if (refusal.isPresent()) {
      throw new Refusal("%s did not take it: %s".formatted(directory.name(), refusal.get()));
    }
    return answer(
        directory,
        order,
        state,
        state.equals("waiting")
            ? running
                ? "; the run takes it between two tickets"
                : "; it is taken in by: pawl resume " + directory.folder()
            : "");
  }

  /// Whether it changes nothing of what a running search does next, or only takes away.
  private static boolean isWord(Order order) {
    return order instanceof Order.Ban || order instanceof Order.Annotate;
  }

  private Orders.Waiting order(RunDirectory directory, Journal journal) {
    String id =
        "%013d-%d-%d"
            .formatted(
                Clock.system().millis(), ProcessHandle.current().pid(), COUNT.incrementAndGet());
    String name = by == null ? System.getProperty("user.name", "somebody") : by;
    Wording wording = new Wording(directory, journal, what, share, withDescendants, parents);
    try {
      Wording.Meant meant = wording.meant(verb);
      return new Orders.Waiting(new Steered(id, name, reason, meant.order()), meant.blob());
    } catch (IllegalArgumentException e) {
      throw new Refusal(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw new Refusal("cannot read %s: %s".formatted(what, e.getMessage()));
    }
  }

  /// Appends it to the journal of a run that rests between two tickets or is finished; false if it
  /// does not, or goes on by now.
  private boolean takenAtRest(RunDirectory directory, Steered steered) throws IOException {
    try (Journal journal = SqliteJournal.open(directory.journal())) {
      List<Event> last = new ArrayList<>();
      journal.read(
          0,
          entry -> {
            if (!(entry.event() instanceof Event.RolledBack)) {
              last.clear();
              last.add(entry.event());
            }
          });
      if (last.isEmpty() || !isBetweenTickets(last.getFirst())) {
        return false;
      }
      journal.commit(new Journal.Batch(List.of(steered), List.of(), List.of()));
      Summary summary = Summary.of(journal);
      Optional<Hash> champion = summary.champion();
      if (champion.isPresent()) {
        Champion.leave(directory, summary.lab(), Submission.candidate(journal, champion.get()));
      }
      Report.write(List.of(new RunInput(directory.name(), journal)), directory.report());
      return true;
    } catch (JournalException e) {
      if (directory.isRunning()) {
        return false;
      }
      throw e;
    }
  }

  private static boolean isBetweenTickets(Event last) {
    return switch (last) {
      case Event.Scored _, Event.Declined _, Event.Admitted _, Steered _, Event.Finished _ -> true;
      default -> false;
    };
  }

  private String waited(RunDirectory directory, OrderFolder orders, Steered steered)
      throws InterruptedException {
    long polls = Duration.ofSeconds(waitSeconds).dividedBy(POLL);
    for (long i = 0; i < polls; i++) {
      boolean waits =
          orders.all().stream().anyMatch(each -> each.steered().id().equals(steered.id()));
      if (!waits) {
        return "taken";
      }
      if (!directory.isRunning()) {
        return "waiting";
      }
      Thread.sleep(POLL);
    }
    return "waiting";
  }

  private static Answer answer(
      RunDirectory directory, Orders.Waiting order, String state, String next) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("run", directory.name());
    json.put("id", order.steered().id());
    json.put("by", order.steered().by());
    json.put("order", SteeringFold.words(order.steered().order()));
    json.put("state", state);
    if (order.steered().order() instanceof Order.Inject(var candidate, _)) {
      json.put("candidate", candidate.toString());
    }
    return Answer.ok(
        json,
        "%s: %s, %s%s"
            .formatted(directory.name(), SteeringFold.words(order.steered().order()), state, next));
  }
}

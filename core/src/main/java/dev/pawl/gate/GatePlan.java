package dev.pawl.gate;

import dev.pawl.gate.Guard.Measured;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What will be believed, declared before the first attempt on a hold-out and fixed until the next.
///
/// @param alpha the most that the chance of *any* false promotion on this hold-out may be
/// @param spending how alpha is divided among attempts
/// @param gainMin the least mean gain that counts, of scores from 0 to 1; a promotion is false when
///   the true gain is this or less
/// @param futilityTasks from this many tasks on, an attempt without any gain so far is given up;
///   never a risk, it only spares tasks
/// @param tasksMax the most tasks of an attempt
/// @param guards what must not become worse
public record GatePlan(
    double alpha,
    Spending spending,
    double gainMin,
    int futilityTasks,
    int tasksMax,
    List<Guard> guards) {

  /// The most tasks that an attempt may have in any plan.
  public static final int TASKS_LIMIT = 1_000_000;

  /// Five percent over any number of attempts, any gain, given up from 60 tasks on, at most 2,000.
  public static final GatePlan DEFAULT =
      new GatePlan(0.05, new Spending.Endless(), 0, 60, 2_000, List.of());

  public GatePlan {
    guards = List.copyOf(guards);
    if (!(alpha > 0 && alpha < 1)) {
      throw new IllegalArgumentException(
          "alpha is %s; it must be above 0 and below 1".formatted(alpha));
    }
    if (!(gainMin >= 0 && gainMin < 1)) {
      throw new IllegalArgumentException(
          "the least gain is %s; it must be from 0 to below 1".formatted(gainMin));
    }
    if (tasksMax < 1 || tasksMax > TASKS_LIMIT) {
      throw new IllegalArgumentException(
          "an attempt may have %d tasks; it must be 1 to %d".formatted(tasksMax, TASKS_LIMIT));
    }
    if (futilityTasks < 1) {
      throw new IllegalArgumentException(
          "an attempt may be given up from task %d on; it must be 1 or more, and more than %d for never"
              .formatted(futilityTasks, tasksMax));
    }
    Set<String> names = new HashSet<>();
    for (Guard guard : guards) {
      if (!names.add(guard.name())) {
        throw new IllegalArgumentException("two guards are named " + guard.name());
      }
    }
  }

  /// The error probability that attempt `number` may spend; 0 if nothing is left for it.
  public double level(int number) {
    return alpha * spending.share(number);
  }

  /// The guards that are known before the first task; [Attempt] holds their values in this order.
  public List<Guard> guardsOnce() {
    return guards.stream().filter(guard -> guard.measured() == Measured.ONCE).toList();
  }

  /// The guards that are measured on each task; [Observation.Side.Scored] holds their values in
  /// this order.
  public List<Guard> guardsEachTask() {
    return guards.stream().filter(guard -> guard.measured() == Measured.EACH_TASK).toList();
  }
}

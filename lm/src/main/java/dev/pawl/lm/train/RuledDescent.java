package dev.pawl.lm.train;

import dev.pawl.lm.formula.Formula;
import dev.pawl.lm.formula.Formula.Call;
import dev.pawl.lm.formula.Operation;
import dev.pawl.lm.formula.Place;
import dev.pawl.lm.formula.Program;
import dev.pawl.lm.formula.Type;
import dev.pawl.lm.formula.Type.Side;
import dev.pawl.lm.torch.Torch;
import dev.pawl.lm.torch.Torch.Tensor;
import dev.pawl.lm.train.Computation.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/// Steps by the formulas of a [Rule].
///
/// Where a rule looks at single numbers only, all weights that it is for are one long row;
/// otherwise the matrices of one size are a batch. What is kept lies in one flat tensor.
final class RuledDescent implements Descent {

  private final Torch torch;
  private final Parameters parameters;
  private final Procedure procedure;
  private final List<Group> groups = new ArrayList<>();
  private final Tensor kept;
  private int step;

  RuledDescent(Torch torch, Parameters parameters, Procedure procedure) {
    this.torch = torch;
    this.parameters = parameters;
    this.procedure = procedure;
    Rule rule = procedure.rule();
    long inBlocks = parameters.inBlocks();
    long size = parameters.size();
    boolean rows = rule.isElementwise();
    if (rows && rule.blocks().equals(rule.rest())) {
      groups.add(new Group(rule.rest(), Place.REST, row(0, size)));
    } else {
      List<Parameters.Batch> batches = rows ? List.of(row(0, inBlocks)) : parameters.batches();
      batches.forEach(batch -> groups.add(new Group(rule.blocks(), Place.BLOCKS, batch)));
      groups.add(new Group(rule.rest(), Place.REST, row(inBlocks, size - inBlocks)));
    }
    this.kept = torch.zeros(groups.stream().mapToLong(group -> group.size).sum());
    long offset = 0;
    for (Group group : groups) {
      group.give(kept, offset);
      offset += group.size;
    }
  }

  private static Parameters.Batch row(long offset, long size) {
    return new Parameters.Batch(offset, 1, 1, Math.toIntExact(size));
  }

  @Override
  public List<Tensor> state() {
    return List.of(kept, torch.zeros(0), torch.zeros(0));
  }

  @Override
  public void step(int number, double learningRate) {
    step = number;
    Procedure.Turn turn = procedure.turns().get(number - 1);
    List<Tensor> updates = groups.stream().map(group -> group.update(turn)).toList();
    if (turn.decay() > 0) {
      Tensor matrices = parameters.values().narrow(0, 0, parameters.matrices());
      matrices.timesInPlace(1 - learningRate * turn.decay());
    }
    for (int i = 0; i < updates.size(); i++) {
      Tensor values = part(parameters.values(), groups.get(i).batch);
      values.plusInPlace(updates.get(i), -learningRate);
    }
  }

  private static Tensor part(Tensor flat, Parameters.Batch batch) {
    return flat.narrow(0, batch.offset(), batch.size())
        .view(batch.count(), batch.rows(), batch.columns());
  }

  /// Weights that are computed at once.
  private final class Group {
    private final Parameters.Batch batch;
    private final Computation computation;
    private final Map<Integer, List<Long>> sizes = new TreeMap<>();
    private final Map<Integer, Tensor> slots = new HashMap<>();
    private final Map<Integer, Tensor> after = new HashMap<>();
    private final long size;

    Group(Formula formula, Place place, Parameters.Batch batch) {
      this.batch = batch;
      this.computation = new Computation(formula, this::apply);
      long sum = 0;
      List<Program.Line> lines = Program.of(formula).lines();
      for (int i = 0; i < lines.size(); i++) {
        if (lines.get(i).part() instanceof Call(var operation, var arguments)
            && (operation == Operation.EMA || operation == Operation.BEFORE)) {
          Type type = Type.of(arguments.getFirst(), place);
          List<Long> sides = List.of((long) batch.count(), side(type.rows()), side(type.columns()));
          sizes.put(i, sides);
          sum += sides.get(0) * sides.get(1) * sides.get(2);
        }
      }
      this.size = sum;
    }

    private long side(Side side) {
      return side == Side.ONE ? 1 : side == Side.ROWS ? batch.rows() : batch.columns();
    }

    private void give(Tensor all, long from) {
      long offset = from;
      for (Map.Entry<Integer, List<Long>> entry : sizes.entrySet()) {
        List<Long> sides = entry.getValue();
        long length = sides.get(0) * sides.get(1) * sides.get(2);
        slots.put(
            entry.getKey(),
            all.narrow(0, offset, length).view(sides.get(0), sides.get(1), sides.get(2)));
        offset += length;
      }
    }

    private Tensor update(Procedure.Turn turn) {
      after.clear();
      Value made =
          computation.of(
              Map.of(
                  "g", Value.of(part(parameters.gradients(), batch)),
                  "w", Value.of(part(parameters.values(), batch)),
                  "r", Value.of(batch.rows()),
                  "c", Value.of(batch.columns()),
                  "t", Value.of(turn.progress())));
      after.forEach((line, now) -> {
        Tensor slot = slot(line);
        slot.zeroInPlace();
        slot.plusInPlace(now, 1);
      });
      return made.tensorThere();
    }

    private Tensor slot(int line) {
      return Objects.requireNonNull(slots.get(line));
    }

    private Value apply(int line, Operation operation, List<Value> arguments) {
      Value first = arguments.getFirst();
      double number = arguments.getLast().number();
      return switch (operation) {
        case EMA -> {
          Tensor slot = slot(line);
          slot.towardsInPlace(Computation.spread(first, slot).expand(size(line)), 1 - number);
          yield Value.of(slot.times(1));
        }
        case DEBIAS -> {
          double scale = 1 / (1 - StrictMath.pow(number, step));
          yield first.tensor() == null
              ? Value.of(first.number() * scale)
              : Value.of(first.tensorThere().times(scale));
        }
        case BEFORE -> {
          Tensor slot = slot(line);
          after.put(line, Computation.spread(first, slot).expand(size(line)));
          yield Value.of(slot.times(1));
        }
        default ->
            Value.of(Matrices.apply(operation, arguments.stream().map(this::matrix).toList()));
      };
    }

    /// What is one number for all is a matrix of one number, where a matrix is needed.
    private Tensor matrix(Value value) {
      return Computation.spread(value, parameters.values().narrow(0, 0, 1).view(1, 1, 1));
    }

    private long[] size(int line) {
      return Objects.requireNonNull(sizes.get(line)).stream().mapToLong(Long::longValue).toArray();
    }
  }
}

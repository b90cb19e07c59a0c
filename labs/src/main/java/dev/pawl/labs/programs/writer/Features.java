package dev.pawl.labs.programs.writer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// An arm in a context as numbers: a constant, one for each of its five choices, and how its kind
/// goes with each number of the context. So what is learned of a model helps to judge all arms with
/// that model.
final class Features {

  private final Map<String, Integer> index = new HashMap<>();
  private final List<int[]> byArm = new ArrayList<>();
  private final int contextSize;

  Features(List<Arm> arms, int contextSize) {
    this.contextSize = contextSize;
    of("constant");
    for (Arm arm : arms) {
      List<Integer> features = new ArrayList<>();
      features.add(of("constant"));
      features.add(of("model " + arm.model().identity()));
      features.add(of("kind " + arm.kind()));
      features.add(of(system(arm.system())));
      features.add(of("parent " + arm.parent()));
      features.add(of("inspiration " + arm.inspiration()));
      for (int i = 0; i < contextSize; i++) {
        features.add(of("kind %s in %d".formatted(arm.kind(), i)));
      }
      byArm.add(features.stream().mapToInt(Integer::intValue).toArray());
    }
  }

  int size() {
    return index.size();
  }

  /// Which features of an arm are not 0.
  int[] features(int arm) {
    return byArm.get(arm);
  }

  /// Their values, the same for all arms.
  double[] values(List<Double> context) {
    double[] values = new double[6 + contextSize];
    for (int i = 0; i < values.length; i++) {
      values[i] = i < 6 ? 1 : context.get(i - 6);
    }
    return values;
  }

  /// The feature of a system prompt.
  int ofSystem(String name) {
    return of(system(name));
  }

  private static String system(String name) {
    return "system " + name;
  }

  private int of(String name) {
    return index.computeIfAbsent(name, _ -> index.size());
  }
}

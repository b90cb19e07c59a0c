package dev.pawl.lm.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pawl.Draw;
import dev.pawl.lm.Model;
import dev.pawl.lm.torch.Torch;
import dev.pawl.lm.torch.Torch.Processor;
import dev.pawl.lm.train.Objective.NextToken;
import dev.pawl.lm.train.Recipe.Optimizer;
import dev.pawl.lm.train.Recipe.Schedule;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UpdateTest {

  private final Torch torch = new Torch(Processor.CPU, 1);

  @ParameterizedTest
  @CsvSource({"6, 6", "4, 9", "9, 4"})
  void orthogonal_ofRandomMatrices_hasAllSingularValuesNearOne(int rows, int columns) {
    float[] numbers = new float[2 * rows * columns];
    Draw draw = Draw.of(1, rows, "matrix");
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (float) (2 * draw.nextDouble() - 1) * (i < rows * columns ? 1 : 1000);
    }

    float[] made =
        torch.scope(() -> Update.orthogonal(torch.floats(numbers, 2, rows, columns)).toFloats());

    // Jordan 2024: values of s end in about [0.7, 1.2]. With singular values s, a product with its
    // transpose has trace sum(s²) and, squared, sum(s⁴).
    int less = Math.min(rows, columns);
    for (int matrix = 0; matrix < 2; matrix++) {
      double[][] gram = gram(made, matrix, rows, columns);
      double trace = 0;
      double square = 0;
      for (int i = 0; i < less; i++) {
        trace += gram[i][i];
        square += Arrays.stream(gram[i]).map(x -> x * x).sum();
      }
      assertThat(trace / less).isCloseTo(1, within(0.45));
      assertThat(square / less - Math.pow(trace / less, 2)).as("variance of s²").isLessThan(0.22);
    }
  }

  private static double[][] gram(float[] all, int matrix, int rows, int columns) {
    boolean tall = rows > columns;
    int less = Math.min(rows, columns);
    int more = Math.max(rows, columns);
    double[][] gram = new double[less][less];
    for (int i = 0; i < less; i++) {
      for (int j = 0; j < less; j++) {
        for (int k = 0; k < more; k++) {
          gram[i][j] +=
              all[matrix * rows * columns + (tall ? k * columns + i : i * columns + k)]
                  * (double)
                      all[matrix * rows * columns + (tall ? k * columns + j : j * columns + k)];
        }
      }
    }
    return gram;
  }

  @Test
  void step_twoStepsOfAdamW_areThoseOfThePaper() {
    Recipe recipe =
        new Recipe(new NextToken(), Optimizer.ADAMW, Schedule.CONSTANT, 0.1, 0.5, 0, 0, 1, 2, 1);
    Model start = Samples.model(Samples.MODERN, 1);
    float[][] gradients = new float[2][];

    float[][] values = new float[2][];
    torch.scope(() -> {
      Parameters parameters = new Parameters(torch, start);
      values[0] = parameters.values().toFloats();
      Update update = new Update(torch, parameters, recipe);
      for (int step = 1; step <= 2; step++) {
        gradients[step - 1] = gradient(values[0].length, step);
        parameters.gradients().setInPlace(gradients[step - 1]);
        update.step(step, 0.1);
      }
      values[1] = parameters.values().toFloats();
      int matrices = Math.toIntExact(parameters.matrices());
      for (int i = 0; i < values[0].length; i++) {
        double decay = i < matrices ? 0.1 * 0.5 : 0;
        double expected = adamW(values[0][i], decay, gradients[0][i], gradients[1][i]);
        assertThat((double) values[1][i]).isCloseTo(expected, within(1e-5));
      }
      return true;
    });
    assertThat(values[1]).isNotEqualTo(values[0]);
  }

  private static float[] gradient(int size, int step) {
    float[] gradient = new float[size];
    Draw draw = Draw.of(step, 0, "gradient");
    for (int i = 0; i < size; i++) {
      gradient[i] = draw.nextFloat() - 0.5f;
    }
    return gradient;
  }

  private static double adamW(double weight, double decay, double... gradients) {
    double first = 0;
    double second = 0;
    double now = weight;
    for (int t = 1; t <= gradients.length; t++) {
      double g = gradients[t - 1];
      first = 0.9 * first + 0.1 * g;
      second = 0.95 * second + 0.05 * g * g;
      double unbiasedFirst = first / (1 - Math.pow(0.9, t));
      double unbiasedSecond = second / (1 - Math.pow(0.95, t));
      now = now - decay * now - 0.1 * unbiasedFirst / (Math.sqrt(unbiasedSecond) + 1e-8);
    }
    return now;
  }
}

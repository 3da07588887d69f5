package dev.adjoint.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

final class MaximumLoopsTest {
  private static final float[] NUMBERS = {
    Float.NaN, Float.NEGATIVE_INFINITY, -1, -0f, 0, 1, 2, Float.POSITIVE_INFINITY
  };

  /// The first of the largest wins, the first NaN above all, whichever loop looks for it.
  @Property(tries = 200, seed = "74")
  void bothLoopsChooseTheFirstOfTheLargest(@ForAll long seed) {
    var random = new Random(seed);
    int count = 1 + random.nextInt(40);
    int step = 1 + random.nextInt(3);
    float[] x = numbers(random, count * step + random.nextInt(40));
    float[] y = numbers(random, count + 1);
    float[] other = y.clone();
    int[] places = random.ints(count + 1, 0, 9).toArray();
    int[] others = places.clone();
    float[] expected = y.clone();
    int[] wanted = places.clone();
    for (int j = 0; j < count; j++) {
      float value = x[j * step];
      if (value > y[j + 1] || (Float.isNaN(value) && !Float.isNaN(y[j + 1]))) {
        expected[j + 1] = value;
        wanted[j + 1] = 100 + j * step;
      }
    }
    MaximumLoops.best().take(x, 0, 100, step, count, y, 1, places, 1);
    new ScalarMaximumLoops().take(x, 0, 100, step, count, other, 1, others, 1);
    assertThat(y).isEqualTo(expected);
    assertThat(other).isEqualTo(expected);
    assertThat(places).isEqualTo(wanted);
    assertThat(others).isEqualTo(wanted);
  }

  private static float[] numbers(Random random, int count) {
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = NUMBERS[random.nextInt(NUMBERS.length)];
    }
    return numbers;
  }
}

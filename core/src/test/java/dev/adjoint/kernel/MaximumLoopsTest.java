package dev.adjoint.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
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

  /// Windows of some rows and taps, by both loops and by the rule.
  @Property(tries = 300, seed = "75")
  void wholeWindowsAreChosenFromAlike(@ForAll long seed) {
    var random = new Random(seed);
    int count = 1 + random.nextInt(40);
    int step = 1 + random.nextInt(3);
    int[] taps = ascending(random, 1 + random.nextInt(3), 3);
    int[] rows = ascending(random, 1 + random.nextInt(3), 60);
    int last = rows[rows.length - 1] + taps[taps.length - 1] + (count - 1) * step;
    float[] x = numbers(random, last + 3 + random.nextInt(60));
    float[] expected = new float[count];
    int[] wanted = new int[count];
    for (int j = 0; j < count; j++) {
      wanted[j] = rows[0] + taps[0] + j * step;
      for (int row : rows) {
        for (int tap : taps) {
          float value = x[2 + row + tap + j * step];
          float best = x[2 + wanted[j]];
          if (value > best || (Float.isNaN(value) && !Float.isNaN(best))) {
            wanted[j] = row + tap + j * step;
          }
        }
      }
      expected[j] = x[2 + wanted[j]];
    }
    for (MaximumLoops loops : List.of(MaximumLoops.best(), new ScalarMaximumLoops())) {
      float[] y = new float[count + 2];
      int[] places = new int[count + 2];
      loops.choose(x, 2, rows, taps, step, count, y, 1, places, 1);
      assertThat(Arrays.copyOfRange(y, 1, count + 1)).isEqualTo(expected);
      assertThat(Arrays.copyOfRange(places, 1, count + 1)).isEqualTo(wanted);
      assertThat(y[count + 1]).isZero();
      assertThat(places[count + 1]).isZero();
    }
  }

  private static int[] ascending(Random random, int count, int most) {
    int[] numbers = new int[count];
    for (int k = 0; k < count; k++) {
      numbers[k] = (k == 0 ? 0 : numbers[k - 1] + 1) + random.nextInt(most);
    }
    return numbers;
  }

  private static float[] numbers(Random random, int count) {
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = NUMBERS[random.nextInt(NUMBERS.length)];
    }
    return numbers;
  }
}

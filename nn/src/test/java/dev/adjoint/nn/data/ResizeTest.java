package dev.adjoint.nn.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.adjoint.array.TensorType;
import dev.adjoint.random.Key;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

final class ResizeTest {
  /// The rule, written down for one pixel in two dimensions.
  private static double pixel(float[] x, int h, int w, int newH, int newW, int i, int j) {
    double sum = 0;
    double weights = 0;
    for (int a = 0; a < h; a++) {
      for (int b = 0; b < w; b++) {
        double weight = weight(a, i, (double) h / newH) * weight(b, j, (double) w / newW);
        sum += weight * x[a * w + b];
        weights += weight;
      }
    }
    return sum / weights;
  }

  private static double weight(int in, int out, double scale) {
    return Math.max(0, 1 - Math.abs(in + 0.5 - (out + 0.5) * scale) / Math.max(1, scale));
  }

  @Property(seed = "1", tries = 200)
  void isTheRule(
      @ForAll @IntRange(min = 1, max = 9) int h,
      @ForAll @IntRange(min = 1, max = 9) int w,
      @ForAll @IntRange(min = 1, max = 9) int newH,
      @ForAll @IntRange(min = 1, max = 9) int newW,
      @ForAll long seed) {
    float[] x = Key.of(seed).uniform(TensorType.f32(h * w), 0, 255).toFloatArray();
    float[] y = Resize.of(x, h, w, newH, newW);
    for (int i = 0; i < newH; i++) {
      for (int j = 0; j < newW; j++) {
        assertThat((double) y[i * newW + j])
            .isCloseTo(pixel(x, h, w, newH, newW, i, j), within(1e-3));
      }
    }
  }

  @Test
  void keepsWhatIsConstantAndWhatFits() {
    float[] x = new float[12];
    Arrays.fill(x, 7);
    assertThat(Resize.of(x, 3, 4, 5, 2)).containsOnly(7f);
    float[] y = {1, 2, 3, 4, 5, 6};
    assertThat(Resize.of(y, 2, 3, 2, 3)).containsExactly(y);
    assertThat(Resize.of(new float[] {0, 4}, 1, 2, 1, 4))
        .containsExactly(new float[] {0, 1, 3, 4}, Offset.offset(1e-6f));
  }
}

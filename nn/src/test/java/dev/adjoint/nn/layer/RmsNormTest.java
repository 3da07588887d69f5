package dev.adjoint.nn.layer;

import static dev.adjoint.Adjoint.eval;
import static dev.adjoint.nn.Differences.normal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Tensor;
import org.junit.jupiter.api.Test;

final class RmsNormTest {
  @Test
  void keepsTheContractOfLayers() {
    LayerContract.check(RmsNorm.of(5), TensorType.f32(2, 3, 5));
  }

  @Test
  void givesEachRowMeanSquareOne() {
    Tensor x = normal(1, 4, 64).times(3).plus(5).cast(dev.adjoint.array.DType.FLOAT32);
    for (int row = 0; row < 4; row++) {
      assertThat(meanSquare(row(RmsNorm.of(64).apply(x), row, 64))).isCloseTo(1, within(1e-5));
    }
  }

  private static double[] row(Tensor y, int row, int n) {
    return java.util.Arrays.copyOfRange(
        eval(y).cast(dev.adjoint.array.DType.FLOAT64).toDoubleArray(), row * n, row * n + n);
  }

  private static double meanSquare(double[] row) {
    return java.util.Arrays.stream(row).map(v -> v * v).average().orElseThrow();
  }

  @Test
  void misuseIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RmsNorm.of(3).apply(normal(1, 2, 4)))
        .withMessage("RMS normalisation over 3 features was given f64[2,4]: wants f32[…,3]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RmsNorm(normal(1, 3), Double.NaN))
        .withMessage("RMS normalisation with epsilon NaN: wants a number above 0");
  }
}

package dev.adjoint.nn.layer;

import static dev.adjoint.Adjoint.eval;
import static dev.adjoint.nn.Differences.normal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Tensor;
import org.junit.jupiter.api.Test;

final class GroupNormTest {
  @Test
  void keepsTheContractOfLayers() {
    LayerContract.check(GroupNorm.of(2, 4), TensorType.f32(2, 4, 3, 2));
    LayerContract.check(GroupNorm.of(4, 4), TensorType.f32(2, 4, 3));
  }

  @Test
  void givesEachGroupMeanZeroAndVarianceOne() {
    Tensor x = normal(1, 2, 4, 8, 8).times(3).plus(5).cast(dev.adjoint.array.DType.FLOAT32);
    for (int group = 0; group < 4; group++) {
      double[] y = row(GroupNorm.of(2, 4).apply(x), group, 128);
      assertThat(mean(y)).isCloseTo(0, within(1e-6));
      assertThat(meanSquare(y)).isCloseTo(1, within(1e-5));
    }
  }

  private static double[] row(Tensor y, int row, int n) {
    return java.util.Arrays.copyOfRange(
        eval(y).cast(dev.adjoint.array.DType.FLOAT64).toDoubleArray(), row * n, row * n + n);
  }

  private static double mean(double[] row) {
    return java.util.Arrays.stream(row).average().orElseThrow();
  }

  private static double meanSquare(double[] row) {
    return java.util.Arrays.stream(row).map(v -> v * v).average().orElseThrow();
  }

  @Test
  void misuseIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GroupNorm.of(3, 4))
        .withMessage(
            "group normalisation of 3 groups over 4 channels: the channels must divide evenly");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GroupNorm.of(2, 4).apply(normal(1, 2, 3)))
        .withMessage("group normalisation over 4 channels was given f64[2,3]: wants f32[N,4,…]");
  }
}

package dev.adjoint.nn.layer;

import static dev.adjoint.Adjoint.eval;
import static dev.adjoint.nn.Differences.normal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Tensor;
import org.junit.jupiter.api.Test;

final class BatchNormTest {
  private static final BatchNorm LAYER = BatchNorm.of(3);

  @Test
  void keepsTheContractOfLayers() {
    LayerContract.check(LAYER, TensorType.f32(4, 3));
    LayerContract.check(LAYER, TensorType.f32(4, 3, 2, 2));
  }

  @Test
  void theBatchDecidesInTrainingAndTheRunningStatisticsAfterwards() {
    Tensor x = normal(1, 50, 3).times(3).plus(5).cast(dev.adjoint.array.DType.FLOAT32);
    Pass pass = Pass.training();
    double[] y = row(LAYER.apply(x, pass).transpose(1, 0), 0, 50);
    assertThat(mean(y)).isCloseTo(0, within(1e-6));
    assertThat(meanSquare(y)).isCloseTo(1, within(1e-5));
    BatchNorm after = pass.updated(LAYER);
    double[] channel = row(x.transpose(1, 0), 0, 50);
    double mean = mean(channel);
    double variance = (meanSquare(channel) - mean * mean) * 50 / 49;
    assertThat(eval(after.mean().value()).value(0)).isCloseTo(0.1 * mean, within(1e-5));
    assertThat(eval(after.variance().value()).value(0))
        .isCloseTo(0.9 + 0.1 * variance, within(1e-4));
    double[] evaluated = row(after.apply(x).transpose(1, 0), 0, 50);
    assertThat(evaluated[0])
        .isCloseTo(
            (channel[0] - 0.1 * mean) / Math.sqrt(0.9 + 0.1 * variance + 1e-5), within(1e-4));
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
        .isThrownBy(() -> LAYER.apply(normal(1, 3)))
        .withMessage("batch normalisation over 3 channels was given f64[3]: wants f32[N,3,…]");
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            new BatchNorm(LAYER.scale(), LAYER.shift(), LAYER.mean(), LAYER.variance(), 1.5, 1e-5))
        .withMessage("batch normalisation with momentum 1.5: wants a number in [0, 1]");
  }
}

package dev.adjoint.nn.layer;

import static dev.adjoint.Adjoint.eval;
import static dev.adjoint.array.DType.FLOAT64;
import static dev.adjoint.nn.Differences.normal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Tensor;
import dev.adjoint.op.Conv;
import dev.adjoint.random.Key;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class Conv2dTest {
  private static final Conv2d LAYER = Conv2d.he(3, 4, 3, Key.of(1));

  @Test
  void keepsTheContractOfLayers() {
    LayerContract.check(LAYER, TensorType.f32(2, 3, 5, 6));
    LayerContract.check(LAYER.withStride(2).withPad(1), TensorType.f32(2, 3, 5, 6));
    LayerContract.check(LAYER.withDilation(2).withPad(2), TensorType.f32(2, 3, 5, 6));
  }

  @Test
  void isTheConvolutionPlusTheBias() {
    Tensor x = Tensor.constant(Key.of(2).normal(TensorType.f32(2, 3, 5, 6)));
    Tensor bias = Tensor.constant(Key.of(3).normal(TensorType.f32(4)));
    var layer = new Conv2d(LAYER.weight(), bias, LAYER.sliding(), 1);
    int[] ones = {4, 1, 1};
    assertThat(eval(layer.apply(x)))
        .isEqualTo(eval(Conv.of(x, LAYER.weight()).plus(bias.reshape(ones))));
    assertThat(layer.apply(x).type()).isEqualTo(TensorType.f32(2, 4, 3, 4));
    assertThat(layer.withStride(2).apply(x).type()).isEqualTo(TensorType.f32(2, 4, 2, 2));
    assertThat(layer.withPad(2).apply(x).type()).isEqualTo(TensorType.f32(2, 4, 7, 8));
  }

  @Test
  void factoriesDrawTheWeightAndZeroTheBias() {
    double[] he = eval(Conv2d.he(20, 30, 5, Key.of(1)).weight()).cast(FLOAT64).toDoubleArray();
    double expected = 2.0 / (20 * 25);
    assertThat(Arrays.stream(he).map(w -> w * w).average().orElseThrow())
        .isCloseTo(expected, within(0.1 * expected));
    double[] normal =
        eval(Conv2d.normal(20, 30, 5, 0.01, Key.of(1)).weight()).cast(FLOAT64).toDoubleArray();
    assertThat(Arrays.stream(normal).map(w -> w * w).average().orElseThrow())
        .isCloseTo(1e-4, within(1e-5));
    assertThat(eval(LAYER.bias()).cast(FLOAT64).toDoubleArray()).containsOnly(0);
  }

  @Test
  void misuseIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LAYER.apply(normal(1, 2, 3)))
        .withMessage(
            "convolution of weight f32[4,3,3,3] was given f64[2,3]: wants f32[N,channels,height,width]");
  }
}

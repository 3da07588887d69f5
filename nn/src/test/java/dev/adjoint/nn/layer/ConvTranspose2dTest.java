package dev.adjoint.nn.layer;

import static dev.adjoint.nn.Differences.normal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.adjoint.array.TensorType;
import dev.adjoint.random.Key;
import org.junit.jupiter.api.Test;

final class ConvTranspose2dTest {
  private static final ConvTranspose2d LAYER =
      ConvTranspose2d.of(3, 4, 3, 2, Initializer.xavier(), Key.of(1));

  @Test
  void keepsTheContractOfLayers() {
    LayerContract.check(LAYER, TensorType.f32(2, 3, 3, 2));
    LayerContract.check(LAYER.withPad(1).withExtra(1), TensorType.f32(2, 3, 3, 2));
  }

  @Test
  void enlargesByItsStride() {
    var x = normal(1, 2, 3, 5, 6).cast(dev.adjoint.array.DType.FLOAT32);
    assertThat(LAYER.apply(x).type()).isEqualTo(TensorType.f32(2, 4, 11, 13));
    assertThat(LAYER.withPad(1).withExtra(1).apply(x).type())
        .isEqualTo(TensorType.f32(2, 4, 10, 12));
  }

  @Test
  void misuseIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LAYER.apply(normal(1, 2, 3, 4, 5)))
        .withMessage(
            "transposed convolution of weight f32[3,4,3,3] was given f64[2,3,4,5]: wants f32[N,channels,height,width]");
  }
}

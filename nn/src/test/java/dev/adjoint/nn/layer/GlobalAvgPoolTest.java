package dev.adjoint.nn.layer;

import static dev.adjoint.Adjoint.eval;
import static dev.adjoint.nn.Differences.normal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Tensor;
import org.junit.jupiter.api.Test;

final class GlobalAvgPoolTest {
  @Test
  void keepsTheContractOfLayers() {
    LayerContract.check(new GlobalAvgPool(), TensorType.f32(2, 3, 4, 5));
    LayerContract.check(new GlobalAvgPool(), TensorType.f32(2, 3, 4));
  }

  @Test
  void isTheMeanOfAChannel() {
    Tensor x = Tensor.vector(1, 2, 3, 4, 5, 9).reshape(1, 2, 3);
    assertThat(eval(new GlobalAvgPool().apply(x)).toDoubleArray()).containsExactly(2, 6);
  }

  @Test
  void misuseIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new GlobalAvgPool().apply(normal(1, 4, 4)))
        .withMessage("global average pooling of f64[4,4]: wants f32 or f64 [N,channels,spatial…]");
  }
}

package dev.adjoint.nn.layer;

import static dev.adjoint.Adjoint.eval;
import static dev.adjoint.nn.Differences.normal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Tensor;
import dev.adjoint.random.Key;
import org.junit.jupiter.api.Test;

final class ResidualTest {
  @Test
  void keepsTheContractOfLayers() {
    LayerContract.check(new Residual(Affine.xavier(3, 3, Key.of(1))), TensorType.f32(4, 3));
    LayerContract.check(new Residual(new Dropout(0.5)), TensorType.f32(4, 3));
  }

  @Test
  void addsItsInput() {
    Tensor x = normal(1, 4);
    assertThat(eval(new Residual(v -> v.times(2)).apply(x))).isEqualTo(eval(x.plus(x.times(2))));
  }

  @Test
  void misuseIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Residual(v -> v.sum()).apply(normal(1, 4)))
        .withMessage("residual around a layer from f64[4] to f64[]: the layer must keep the type");
  }
}

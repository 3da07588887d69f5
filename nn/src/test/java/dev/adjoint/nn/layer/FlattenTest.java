package dev.adjoint.nn.layer;

import static dev.adjoint.Adjoint.eval;
import static dev.adjoint.nn.Differences.normal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Tensor;
import org.junit.jupiter.api.Test;

final class FlattenTest {
  @Test
  void keepsTheContractOfLayers() {
    LayerContract.check(new Flatten(), TensorType.f32(2, 3, 4));
    LayerContract.check(new Flatten(), TensorType.f32(2));
  }

  @Test
  void keepsEachExampleInARow() {
    Tensor x = normal(1, 2, 3, 4);
    assertThat(eval(new Flatten().apply(x))).isEqualTo(eval(x).reshape(2, 12));
  }

  @Test
  void misuseIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Flatten().apply(Tensor.scalar(1)))
        .withMessage("flatten of f64[]: wants [N,…]");
  }
}

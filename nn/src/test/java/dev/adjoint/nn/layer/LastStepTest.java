package dev.adjoint.nn.layer;

import static dev.adjoint.Adjoint.eval;
import static dev.adjoint.nn.Differences.normal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Tensor;
import org.junit.jupiter.api.Test;

final class LastStepTest {
  @Test
  void keepsTheContractOfLayers() {
    LayerContract.check(new LastStep(), TensorType.f32(2, 5, 3));
  }

  @Test
  void isTheEnd() {
    Tensor x = Tensor.vector(1, 2, 3, 4, 5, 6, 7, 8).reshape(2, 2, 2);
    assertThat(eval(new LastStep().apply(x)).toDoubleArray()).containsExactly(3, 4, 7, 8);
  }

  @Test
  void misuseIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LastStep().apply(normal(1, 2, 3)))
        .withMessage("last step of f64[2,3]: wants [N,length,features] of at least one step");
  }
}

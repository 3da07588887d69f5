package dev.adjoint.nn.layer;

import static dev.adjoint.Adjoint.eval;
import static dev.adjoint.nn.Differences.normal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Tensor;
import dev.adjoint.random.Key;
import org.junit.jupiter.api.Test;

final class EmbeddingTest {
  private static final Embedding LAYER = Embedding.of(3, 4, Key.of(1));

  @Test
  void keepsTheContractOfLayers() {
    LayerContract.check(LAYER, TensorType.i32(2, 5));
  }

  @Test
  void looksUpRows() {
    Tensor x = Tensor.constant(dev.adjoint.array.NDArray.of(2, 0));
    double[] y = eval(LAYER.apply(x)).cast(dev.adjoint.array.DType.FLOAT64).toDoubleArray();
    double[] table = LAYER.table().value().cast(dev.adjoint.array.DType.FLOAT64).toDoubleArray();
    assertThat(y)
        .containsExactly(
            table[8], table[9], table[10], table[11], table[0], table[1], table[2], table[3]);
  }

  @Test
  void misuseIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LAYER.apply(normal(1, 4)))
        .withMessage("embedding f32[3,4] was given f64[4]: wants indices i32[…]");
  }
}

package dev.adjoint.nn.layer;

import static dev.adjoint.Adjoint.eval;
import static dev.adjoint.nn.Differences.normal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.adjoint.array.DType;
import dev.adjoint.array.NDArray;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Tensor;
import dev.adjoint.random.Key;
import org.junit.jupiter.api.Test;

final class MultiHeadAttentionTest {
  private static final MultiHeadAttention LAYER = MultiHeadAttention.of(6, 2, Key.of(1));

  @Test
  void keepsTheContractOfLayers() {
    LayerContract.check(LAYER, TensorType.f32(2, 3, 6));
    LayerContract.check(LAYER.causally(), TensorType.f32(2, 3, 6));
  }

  /// One head of width 1, by hand.
  @Test
  void isAWeightedMeanOfTheValues() {
    Affine one = Affine.of(Tensor.matrix(new double[][] {{1}}), Tensor.vector(0));
    var layer = new MultiHeadAttention(1, false, one, one, one, one);
    double[] x = {0.5, -1, 2};
    double[] y = eval(layer.apply(Tensor.vector(x).reshape(1, 3, 1))).toDoubleArray();
    for (int i = 0; i < 3; i++) {
      double sum = 0;
      double weighted = 0;
      for (double v : x) {
        sum += Math.exp(x[i] * v);
        weighted += Math.exp(x[i] * v) * v;
      }
      assertThat(y[i]).isCloseTo(weighted / sum, within(1e-12));
    }
  }

  @Test
  void aCausalLayerDoesNotLookAhead() {
    Tensor x = normal(1, 2, 5, 6).cast(DType.FLOAT32);
    NDArray whole = eval(LAYER.causally().apply(x).slice(1, 0, 3));
    NDArray start = eval(LAYER.causally().apply(x.slice(1, 0, 3)));
    assertThat(whole.cast(DType.FLOAT64).toDoubleArray())
        .containsExactly(start.cast(DType.FLOAT64).toDoubleArray(), within(1e-6));
  }

  @Test
  void looksAtAnotherSequence() {
    Tensor x = normal(1, 2, 5, 6).cast(DType.FLOAT32);
    Tensor memory = normal(2, 2, 7, 6).cast(DType.FLOAT32);
    assertThat(LAYER.attend(x, memory).type()).isEqualTo(TensorType.f32(2, 5, 6));
  }

  @Test
  void misuseIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MultiHeadAttention.of(6, 4, Key.of(1)))
        .withMessage(
            "attention of 4 heads over 6 features: the heads must divide the features evenly");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LAYER.apply(normal(1, 2, 5)))
        .withMessage("attention over 6 features was given f64[2,5]: wants f32[N,length,6]");
    Tensor x = Tensor.zeros(TensorType.f32(2, 5, 6));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LAYER.attend(x, Tensor.zeros(TensorType.f64(2, 5, 6))))
        .withMessage("attention over 6 features was given f64[2,5,6]: wants f32[N,length,6]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LAYER.attend(x, Tensor.zeros(TensorType.f32(1, 5, 6))))
        .withMessage(
            "attention of f32[2,5,6] to f32[1,5,6]: wants as many sequences of the one as of the"
                + " other");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LAYER.causally().attend(x, Tensor.zeros(TensorType.f32(2, 7, 6))))
        .withMessage(
            "causal attention of f32[2,5,6] to f32[2,7,6]: which positions are later is known where"
                + " both are of one length; a layer that is not causal takes any");
  }
}

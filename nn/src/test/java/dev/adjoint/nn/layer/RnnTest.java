package dev.adjoint.nn.layer;

import static dev.adjoint.Adjoint.eval;
import static dev.adjoint.nn.Differences.normal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.adjoint.Tree;
import dev.adjoint.array.DType;
import dev.adjoint.array.NDArray;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Tensor;
import dev.adjoint.random.Key;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RnnTest {
  private static final Rnn LAYER = Rnn.of(3, 4, Key.of(1));

  @Test
  void keepsTheContractOfLayers() {
    LayerContract.check(LAYER, TensorType.f32(2, 5, 3));
    LayerContract.check(Rnn.of(1, 1, Key.of(2)), TensorType.f32(1, 1, 1));
  }

  @Test
  void followsItsRecurrence() {
    Rnn one =
        Tree.map(Rnn.of(1, 1, Key.of(3)), p -> normal(p.type().count() + 7, p.shape().toArray()));
    Tensor x = normal(5, 1, 4, 1);
    double[] y = eval(one.apply(x)).toDoubleArray();
    double[] w = eval(one.input()).toDoubleArray();
    double[] u = eval(one.recurrent()).toDoubleArray();
    double[] b = eval(one.bias()).toDoubleArray();
    double h = 0;
    for (int t = 0; t < 4; t++) {
      h = Math.tanh(x.value().value(t) * w[0] + h * u[0] + b[0]);
      assertThat(y[t]).isCloseTo(h, within(1e-12));
    }
  }

  @Test
  void goesOnFromAState() {
    Tensor x = normal(1, 2, 5, 3).cast(DType.FLOAT32);
    NDArray whole = eval(LAYER.apply(x));
    var zeros = Tensor.zeros(TensorType.f32(2, 4));
    var first = LAYER.run(x.slice(1, 0, 2), zeros).carry();
    NDArray rest = eval(LAYER.run(x.slice(1, 2, 5), first).outputs().transpose(1, 0, 2));
    assertThat(rest.cast(DType.FLOAT64).toDoubleArray())
        .containsExactly(
            eval(Tensor.constant(whole).slice(1, 2, 5)).cast(DType.FLOAT64).toDoubleArray(),
            within(1e-6));
  }

  @Test
  void misuseIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LAYER.apply(normal(1, 2, 5)))
        .withMessage(
            "recurrent layer of input weight f32[3,4] was given f64[2,5]: wants f32[N,length,3]");
    Tensor x = Tensor.zeros(TensorType.f32(2, 5, 3));
    for (TensorType other :
        List.of(TensorType.f64(2, 4), TensorType.f32(1, 4), TensorType.f32(2, 1))) {
      Tensor start = Tensor.zeros(other);
      assertThatIllegalArgumentException().isThrownBy(() -> LAYER.run(x, start));
    }
  }
}

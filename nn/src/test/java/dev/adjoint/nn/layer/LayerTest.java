package dev.adjoint.nn.layer;

import static dev.adjoint.Adjoint.eval;
import static dev.adjoint.nn.Differences.normal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.adjoint.graph.Tensor;
import dev.adjoint.op.Relu;
import dev.adjoint.random.Key;
import org.junit.jupiter.api.Test;

final class LayerTest {
  private static final Tensor X = normal(1, 3);

  /// Does not hand the pass on.
  private record Careless(Sequential inner) implements Layer {
    @Override
    public Tensor apply(Tensor x) {
      return inner.apply(x);
    }
  }

  @Test
  void aPlainLayerIsTheSameInBothModes() {
    Layer relu = Relu::of;
    assertThat(eval(relu.apply(X, Pass.training()))).isEqualTo(eval(relu.apply(X)));
    var plain = new Careless(Sequential.of(Relu::of));
    assertThat(eval(plain.apply(X, Pass.training()))).isEqualTo(eval(plain.apply(X)));
  }

  @Test
  void aModalPartThatWouldNotLearnOfTheModeIsNamed() {
    var careless = new Careless(Sequential.of(Relu::of, new Dropout(0.5)));
    assertThat(eval(careless.apply(X, Pass.evaluation()))).isEqualTo(eval(careless.apply(X)));
    Pass training = Pass.training(Tensor.constant(Key.of(3).toNDArray()));
    assertThatIllegalStateException()
        .isThrownBy(() -> careless.apply(X, training))
        .withMessage(
            "Careless holds a Dropout, inner.layers[1], which differs in training; implement ModalLayer and hand the pass on to its parts, as in part.apply(x, pass)");
  }
}

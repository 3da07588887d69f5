package dev.adjoint.nn.loss;

import static dev.adjoint.Adjoint.eval;
import static dev.adjoint.nn.Differences.normal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.adjoint.graph.Tensor;
import dev.adjoint.op.LogSoftmax;
import dev.adjoint.random.Key;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

final class NegativeLogLikelihoodTest {
  @Property(seed = "1", tries = 20)
  void keepsTheContractOfLosses(@ForAll long seed) {
    Tensor logs = Tensor.constant(eval(LogSoftmax.of(normal(seed, 4, 3))));
    Tensor labels = Tensor.constant(Key.of(seed).ints(3, 4));
    LossContract.checkReduced(NegativeLogLikelihood::of, logs, labels);
  }

  @Property(seed = "1", tries = 20)
  void ofLogSoftmaxIsSoftmaxWithLoss(@ForAll long seed) {
    Tensor z = normal(seed, 4, 3);
    Tensor labels = Tensor.constant(Key.of(seed).ints(3, 4));
    assertThat(eval(NegativeLogLikelihood.of(LogSoftmax.of(z), labels)))
        .isEqualTo(eval(SoftmaxWithLoss.of(z, labels)));
  }

  @Test
  void misuseIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NegativeLogLikelihood.of(normal(0, 4, 3), normal(0, 4)))
        .withMessage(
            "NegativeLogLikelihood of f64[4,3] and f64[4]: labels are class indices i32[4] or one-hot f64[4,3]");
  }
}

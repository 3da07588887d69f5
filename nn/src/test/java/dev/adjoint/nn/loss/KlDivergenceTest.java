package dev.adjoint.nn.loss;

import static dev.adjoint.Adjoint.eval;
import static dev.adjoint.nn.Differences.normal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.adjoint.graph.Tensor;
import dev.adjoint.op.LogSoftmax;
import dev.adjoint.op.Softmax;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

final class KlDivergenceTest {
  @Property(seed = "1", tries = 20)
  void keepsTheContractOfLosses(@ForAll long seed) {
    Tensor logs = Tensor.constant(eval(LogSoftmax.of(normal(seed, 2, 3))));
    Tensor t = Tensor.constant(eval(Softmax.of(normal(seed + 1, 2, 3))));
    LossContract.checkReduced(KlDivergence::of, logs, t);
  }

  @Test
  void isZeroForEqualDistributionsAndAboveElsewhere() {
    Tensor z = normal(1, 4, 5);
    assertThat(eval(KlDivergence.of(LogSoftmax.of(z), Softmax.of(z))).item())
        .isCloseTo(0, within(1e-15));
    assertThat(eval(KlDivergence.of(LogSoftmax.of(z), Softmax.of(normal(2, 4, 5)))).item())
        .isPositive();
  }

  @Test
  void whatNeverHappensDoesNotCount() {
    Tensor logs = Tensor.vector(Math.log(0.25), Math.log(0.75));
    assertThat(eval(KlDivergence.of(logs, Tensor.vector(0, 1))).item())
        .isCloseTo(-Math.log(0.75), within(1e-15));
  }

  @Test
  void misuseIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> KlDivergence.of(normal(0, 4, 1), normal(0, 4)))
        .withMessage(
            "KlDivergence of f64[4,1] and f64[4]: predictions and targets must be of one type, f32"
                + " or f64; reshape or cast one");
  }
}

package dev.adjoint.nn.loss;

import static dev.adjoint.Adjoint.eval;
import static dev.adjoint.nn.Differences.normal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.adjoint.graph.Tensor;
import dev.adjoint.op.Sign;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

final class HingeTest {
  @Property(seed = "1", tries = 20)
  void keepsTheContractOfLosses(@ForAll long seed) {
    LossContract.checkReduced(
        Hinge::of, normal(seed, 2, 3), Tensor.constant(eval(Sign.of(normal(seed + 1, 2, 3)))));
  }

  @Test
  void countsWhatIsNotBeyondTheMargin() {
    Tensor y = Tensor.vector(2, 0.5, -1, -3);
    Tensor t = Tensor.vector(1, 1, 1, -1);
    assertThat(eval(Hinge.of(y, t, Reduction.NONE)).toDoubleArray()).containsExactly(0, 0.5, 2, 0);
  }

  @Test
  void misuseIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Hinge.of(normal(0, 4, 1), normal(0, 4)))
        .withMessage(
            "Hinge of f64[4,1] and f64[4]: predictions and targets must be of one type, f32"
                + " or f64; reshape or cast one");
  }
}

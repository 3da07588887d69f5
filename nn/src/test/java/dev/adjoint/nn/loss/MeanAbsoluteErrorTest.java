package dev.adjoint.nn.loss;

import static dev.adjoint.Adjoint.eval;
import static dev.adjoint.nn.Differences.normal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.adjoint.graph.Tensor;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

final class MeanAbsoluteErrorTest {
  @Property(seed = "1", tries = 20)
  void keepsTheContractOfLosses(@ForAll long seed) {
    LossContract.checkReduced(MeanAbsoluteError::of, normal(seed, 2, 3), normal(seed + 1, 2, 3));
  }

  @Test
  void averagesMagnitudes() {
    Tensor y = Tensor.vector(1, -2, 4);
    Tensor t = Tensor.vector(2, 1, 2);
    assertThat(eval(MeanAbsoluteError.of(y, t)).item()).isEqualTo(2);
  }

  @Test
  void misuseIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MeanAbsoluteError.of(normal(0, 4, 1), normal(0, 4)))
        .withMessage(
            "MeanAbsoluteError of f64[4,1] and f64[4]: predictions and targets must be of one type, f32"
                + " or f64; reshape or cast one");
  }
}

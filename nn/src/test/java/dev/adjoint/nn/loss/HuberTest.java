package dev.adjoint.nn.loss;

import static dev.adjoint.Adjoint.eval;
import static dev.adjoint.nn.Differences.normal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.adjoint.graph.Tensor;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

final class HuberTest {
  @Property(seed = "1", tries = 20)
  void keepsTheContractOfLosses(@ForAll long seed) {
    Tensor y = normal(seed, 2, 3);
    Tensor t = normal(seed + 1, 2, 3);
    LossContract.checkReduced((a, b, reduction) -> new Huber(0.7, reduction).apply(a, b), y, t);
    LossContract.check(Huber::of, y, t);
  }

  @Test
  void isASquareNearAndALineFar() {
    Tensor y = Tensor.vector(0.5, -0.5, 3, -3);
    Tensor t = Tensor.vector(0, 0, 0, 0);
    assertThat(eval(new Huber(2, Reduction.NONE).apply(y, t)).toDoubleArray())
        .containsExactly(0.125, 0.125, 4, 4);
    assertThat(eval(Huber.of(y, t)).item()).isEqualTo((0.125 + 0.125 + 2.5 + 2.5) / 4);
  }

  @Test
  void misuseIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Huber.of(normal(0, 4, 1), normal(0, 4)))
        .withMessage(
            "Huber of f64[4,1] and f64[4]: predictions and targets must be of one type, f32"
                + " or f64; reshape or cast one");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Huber(0))
        .withMessage("Huber loss of delta 0.0: wants a number above 0");
  }
}

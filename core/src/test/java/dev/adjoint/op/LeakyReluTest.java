package dev.adjoint.op;

import static dev.adjoint.graph.Tensor.vector;
import static dev.adjoint.op.OpContract.formula;
import static dev.adjoint.op.OpContract.gradient;
import static dev.adjoint.op.OpContract.run;
import static dev.adjoint.op.OpContract.second;
import static java.lang.Double.NEGATIVE_INFINITY;
import static java.lang.Double.NaN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.array.NDArray;
import dev.adjoint.graph.Tensor;
import net.jqwik.api.Example;

final class LeakyReluTest implements UnaryContract {
  @Override
  public Tensor of(Tensor x) {
    return LeakyRelu.of(x, 0.25);
  }

  @Override
  public double value(double x) {
    return Math.max(x, 0) + 0.25 * Math.min(x, 0);
  }

  @Example
  void kink() {
    assertThat(run(LeakyRelu.of(vector(-2, -0.0, 3, NEGATIVE_INFINITY, NaN))))
        .isEqualTo(NDArray.of(-0.02, -0.0, 3, NEGATIVE_INFINITY, NaN));
    assertThat(gradient(formula(this::of), NDArray.of(-2, 0, 3.0)))
        .containsExactly(NDArray.of(0.25, 0.25, 1));
    assertThat(second(formula(this::of), NDArray.of(-2, 0, 3.0)))
        .containsExactly(NDArray.of(0.0, 0, 0));
  }
}

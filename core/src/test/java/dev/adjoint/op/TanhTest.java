package dev.adjoint.op;

import static dev.adjoint.graph.Tensor.vector;
import static dev.adjoint.op.OpContract.formula;
import static dev.adjoint.op.OpContract.gradient;
import static dev.adjoint.op.OpContract.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.array.NDArray;
import dev.adjoint.graph.Tensor;
import net.jqwik.api.Example;

final class TanhTest implements UnaryContract {
  @Override
  public Tensor of(Tensor x) {
    return Tanh.of(x);
  }

  @Override
  public double value(double x) {
    return Math.tanh(x);
  }

  @Example
  void saturates() {
    assertThat(run(Tanh.of(vector(-30, -0.0, 30, Double.POSITIVE_INFINITY))))
        .isEqualTo(NDArray.of(-1, -0.0, 1, 1));
    assertThat(gradient(formula(Tanh::of), NDArray.of(0, 30, Double.NEGATIVE_INFINITY)))
        .containsExactly(NDArray.of(1.0, 0, 0));
  }
}

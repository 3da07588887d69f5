package dev.adjoint.op;

import static dev.adjoint.graph.Tensor.vector;
import static dev.adjoint.op.OpContract.formula;
import static dev.adjoint.op.OpContract.gradient;
import static dev.adjoint.op.OpContract.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.array.NDArray;
import dev.adjoint.graph.Tensor;
import net.jqwik.api.Example;

final class SigmoidTest implements UnaryContract {
  @Override
  public Tensor of(Tensor x) {
    return Sigmoid.of(x);
  }

  @Override
  public double value(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  @Example
  void saturatesAndIsNeverNaN() {
    assertThat(run(Sigmoid.of(vector(-1000, 0, 1000, Double.NEGATIVE_INFINITY, Double.MAX_VALUE))))
        .isEqualTo(NDArray.of(0, 0.5, 1, 0.0, 1));
    assertThat(gradient(formula(Sigmoid::of), NDArray.of(0, 1000, -1000.0)))
        .containsExactly(NDArray.of(0.25, 0, 0));
  }
}

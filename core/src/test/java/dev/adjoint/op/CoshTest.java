package dev.adjoint.op;

import static dev.adjoint.graph.Tensor.vector;
import static dev.adjoint.op.OpContract.formula;
import static dev.adjoint.op.OpContract.gradient;
import static dev.adjoint.op.OpContract.run;
import static java.lang.Double.NEGATIVE_INFINITY;
import static java.lang.Double.POSITIVE_INFINITY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.array.NDArray;
import dev.adjoint.graph.Tensor;
import net.jqwik.api.Example;

final class CoshTest implements UnaryContract {
  @Override
  public Tensor of(Tensor x) {
    return Cosh.of(x);
  }

  @Override
  public double value(double x) {
    return Math.cosh(x);
  }

  @Example
  void specialValues() {
    assertThat(run(Cosh.of(vector(0.0, 1000, NEGATIVE_INFINITY))))
        .isEqualTo(NDArray.of(1, POSITIVE_INFINITY, POSITIVE_INFINITY));
    assertThat(gradient(formula(Cosh::of), NDArray.of(0.0, -0.0)))
        .containsExactly(NDArray.of(0.0, -0.0));
  }
}

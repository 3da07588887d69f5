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

final class SinhTest implements UnaryContract {
  @Override
  public Tensor of(Tensor x) {
    return Sinh.of(x);
  }

  @Override
  public double value(double x) {
    return Math.sinh(x);
  }

  @Example
  void specialValues() {
    assertThat(run(Sinh.of(vector(-0.0, 1e-300, 1000, NEGATIVE_INFINITY))))
        .isEqualTo(NDArray.of(-0.0, 1e-300, POSITIVE_INFINITY, NEGATIVE_INFINITY));
    assertThat(gradient(formula(Sinh::of), NDArray.of(0.0))).containsExactly(NDArray.of(1.0));
  }
}

package dev.adjoint.op;

import static dev.adjoint.graph.Tensor.vector;
import static dev.adjoint.op.OpContract.formula;
import static dev.adjoint.op.OpContract.gradient;
import static dev.adjoint.op.OpContract.run;
import static java.lang.Double.NEGATIVE_INFINITY;
import static java.lang.Double.NaN;
import static java.lang.Double.POSITIVE_INFINITY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.array.NDArray;
import dev.adjoint.check.Numbers;
import dev.adjoint.graph.Tensor;
import net.jqwik.api.Example;

final class Log1pTest implements UnaryContract {
  @Override
  public Tensor of(Tensor x) {
    return Log1p.of(x);
  }

  @Override
  public double value(double x) {
    return Math.log1p(x);
  }

  @Override
  public Numbers smooth() {
    return Numbers.between(-0.7, 3);
  }

  @Example
  void specialValues() {
    assertThat(run(Log1p.of(vector(-1.0, -2, -0.0, 1e-300, POSITIVE_INFINITY))))
        .isEqualTo(NDArray.of(NEGATIVE_INFINITY, NaN, -0.0, 1e-300, POSITIVE_INFINITY));
    assertThat(gradient(formula(Log1p::of), NDArray.of(-1.0, 0, 1e-20, 3)))
        .containsExactly(NDArray.of(POSITIVE_INFINITY, 1, 1, 0.25));
  }
}

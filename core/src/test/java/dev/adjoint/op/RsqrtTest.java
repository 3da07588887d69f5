package dev.adjoint.op;

import static dev.adjoint.graph.Tensor.vector;
import static dev.adjoint.op.OpContract.formula;
import static dev.adjoint.op.OpContract.gradient;
import static dev.adjoint.op.OpContract.run;
import static dev.adjoint.op.Reference.accurate;
import static java.lang.Double.NEGATIVE_INFINITY;
import static java.lang.Double.NaN;
import static java.lang.Double.POSITIVE_INFINITY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.array.NDArray;
import dev.adjoint.check.Numbers;
import dev.adjoint.graph.Tensor;
import net.jqwik.api.Example;

final class RsqrtTest implements UnaryContract {
  @Override
  public Tensor of(Tensor x) {
    return Rsqrt.of(x);
  }

  @Override
  public double value(double x) {
    return 1 / Math.sqrt(x);
  }

  @Override
  public Numbers smooth() {
    return Numbers.positive();
  }

  @Example
  void specialValues() {
    assertThat(run(Rsqrt.of(vector(0.0, -0.0, 4, -1, POSITIVE_INFINITY))))
        .isEqualTo(NDArray.of(POSITIVE_INFINITY, NEGATIVE_INFINITY, 0.5, NaN, 0));
    assertThat(gradient(formula(Rsqrt::of), NDArray.of(0.0, 4, POSITIVE_INFINITY)))
        .containsExactly(NDArray.of(NEGATIVE_INFINITY, -0.0625, -0.0));
  }

  @Example
  void derivativesInTheTails() {
    accurate(
        Reference.derivative(Rsqrt::of, 2),
        4,
        """
        1e-100  7.499999999999999625151879e+249
        0.3  15.21451548625461567031906
        7.0  0.005785170505243273885936478
        1e+100  7.499999999999999701820792e-251
        """);
  }
}

package dev.adjoint.op;

import static dev.adjoint.graph.Tensor.vector;
import static dev.adjoint.op.OpContract.formula;
import static dev.adjoint.op.OpContract.gradient;
import static dev.adjoint.op.OpContract.run;
import static dev.adjoint.op.Reference.accurate;
import static java.lang.Double.NEGATIVE_INFINITY;
import static java.lang.Double.POSITIVE_INFINITY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.array.NDArray;
import dev.adjoint.graph.Tensor;
import net.jqwik.api.Example;

final class Expm1Test implements UnaryContract {
  @Override
  public Tensor of(Tensor x) {
    return Expm1.of(x);
  }

  @Override
  public double value(double x) {
    return Math.expm1(x);
  }

  @Example
  void specialValues() {
    assertThat(run(Expm1.of(vector(-0.0, 1e-300, NEGATIVE_INFINITY, 1000))))
        .isEqualTo(NDArray.of(-0.0, 1e-300, -1, POSITIVE_INFINITY));
    assertThat(gradient(formula(Expm1::of), NDArray.of(0.0, -1000, NEGATIVE_INFINITY)))
        .containsExactly(NDArray.of(1.0, 0, 0));
  }

  @Example
  void slopesKeepTheirDigits() {
    accurate(
        Reference.derivative(Expm1::of, 1),
        1,
        """
        -700.0  9.859676543759770856705373e-305
        -40.0  4.248354255291588995329235e-18
        -1e-10  0.9999999999000000000050000
        3.0  20.08553692318766774092853
        """);
  }
}

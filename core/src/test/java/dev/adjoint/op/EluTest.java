package dev.adjoint.op;

import static dev.adjoint.graph.Tensor.vector;
import static dev.adjoint.op.OpContract.formula;
import static dev.adjoint.op.OpContract.gradient;
import static dev.adjoint.op.OpContract.run;
import static dev.adjoint.op.OpContract.second;
import static dev.adjoint.op.Reference.accurate;
import static java.lang.Double.NEGATIVE_INFINITY;
import static java.lang.Double.NaN;
import static java.lang.Double.POSITIVE_INFINITY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.array.NDArray;
import dev.adjoint.graph.Tensor;
import net.jqwik.api.Example;

final class EluTest implements UnaryContract {
  @Override
  public Tensor of(Tensor x) {
    return Elu.of(x, 1.5);
  }

  @Override
  public double value(double x) {
    return x > 0 ? x : 1.5 * Math.expm1(x);
  }

  @Example
  void specialValues() {
    assertThat(run(Elu.of(vector(-0.0, 2, -1000, NEGATIVE_INFINITY, POSITIVE_INFINITY, NaN))))
        .isEqualTo(NDArray.of(-0.0, 2, -1, -1, POSITIVE_INFINITY, NaN));
    assertThat(
            gradient(
                formula(this::of),
                NDArray.of(0, 2, 1000, -1000, NEGATIVE_INFINITY, POSITIVE_INFINITY)))
        .containsExactly(NDArray.of(1.5, 1, 1, 0, 0, 1));
    assertThat(
            second(
                formula(this::of),
                NDArray.of(0, 2, 1000, -1000, NEGATIVE_INFINITY, POSITIVE_INFINITY)))
        .containsExactly(NDArray.of(1.5, 0, 0, 0, 0, 0));
  }

  @Example
  void derivatives() {
    accurate(
        Reference.derivative(this::of, 2),
        2,
        """
        -700.0  1.478951481563965628505806e-304
        -50.0  2.893124771945876674526014e-22
        -1.0  0.5518191617571634823932857
        -1e-09  1.499999998500000000750000
        """);
  }
}

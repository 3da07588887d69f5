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

final class CbrtTest implements UnaryContract {
  @Override
  public Tensor of(Tensor x) {
    return Cbrt.of(x);
  }

  @Override
  public double value(double x) {
    return Math.cbrt(x);
  }

  @Example
  void specialValues() {
    assertThat(run(Cbrt.of(vector(0.0, -0.0, 27, -8, NEGATIVE_INFINITY))))
        .isEqualTo(NDArray.of(0.0, -0.0, 3, -2, NEGATIVE_INFINITY));
    assertThat(gradient(formula(Cbrt::of), NDArray.of(0.0, -0.0, 8, -27, POSITIVE_INFINITY)))
        .containsExactly(NDArray.of(POSITIVE_INFINITY, POSITIVE_INFINITY, 1 / 12.0, 1 / 27.0, 0));
  }

  @Example
  void derivativesInTheTails() {
    accurate(
        Reference.derivative(Cbrt::of, 2),
        5,
        """
        1e-150  -2.222222222222222198906081e+249
        0.3  -1.652920864400418674500376
        7.0  -0.008675424865180902953283977
        1e+150  -2.222222222222222293201496e-251
        """);
  }

  @Example
  void derivativesAtZeroAreInfinite() {
    for (double x : new double[] {0.0, 1e-250}) {
      assertThat(Reference.derivative(Cbrt::of, 2).applyAsDouble(x)).isEqualTo(NEGATIVE_INFINITY);
      assertThat(Reference.derivative(Cbrt::of, 2).applyAsDouble(-x)).isEqualTo(POSITIVE_INFINITY);
      assertThat(Reference.derivative(Cbrt::of, 3).applyAsDouble(x)).isEqualTo(POSITIVE_INFINITY);
      assertThat(Reference.derivative(Cbrt::of, 4).applyAsDouble(x)).isEqualTo(NEGATIVE_INFINITY);
    }
  }
}

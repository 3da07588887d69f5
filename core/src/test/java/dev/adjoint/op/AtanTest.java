package dev.adjoint.op;

import static dev.adjoint.graph.Tensor.vector;
import static dev.adjoint.op.OpContract.formula;
import static dev.adjoint.op.OpContract.gradient;
import static dev.adjoint.op.OpContract.run;
import static dev.adjoint.op.OpContract.second;
import static dev.adjoint.op.Reference.accurate;
import static java.lang.Double.NEGATIVE_INFINITY;
import static java.lang.Double.POSITIVE_INFINITY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.array.NDArray;
import dev.adjoint.graph.Tensor;
import net.jqwik.api.Example;

final class AtanTest implements UnaryContract {
  @Override
  public Tensor of(Tensor x) {
    return Atan.of(x);
  }

  @Override
  public double value(double x) {
    return Math.atan(x);
  }

  @Example
  void specialValues() {
    assertThat(run(Atan.of(vector(NEGATIVE_INFINITY, -0.0, POSITIVE_INFINITY))))
        .isEqualTo(NDArray.of(-Math.PI / 2, -0.0, Math.PI / 2));
    assertThat(gradient(formula(Atan::of), NDArray.of(NEGATIVE_INFINITY, 0, POSITIVE_INFINITY)))
        .containsExactly(NDArray.of(0.0, 1, 0));
  }

  @Example
  void slopes() {
    accurate(
        Reference.derivative(Atan::of, 1),
        3,
        """
        1e-10  0.9999999999999999999900000
        0.3  0.9174311926605504643223114
        -7.0  0.02000000000000000000000000
        1e+100  9.999999999999999681942178e-201
        -1e+150  1.000000000000000038328808e-300
        """);
  }

  @Example
  void secondDerivative() {
    accurate(
        Reference.derivative(Atan::of, 2),
        6,
        """
        1e-10  -2.000000000000000072824395e-10
        0.3  -0.5050079959599360198039919
        -7.0  0.005600000000000000000000000
        1e+80  -1.999999999999999998403408e-240
        -1e+100  1.999999999999999904582653e-300
        """);
  }

  @Example
  void isFlatAtInfinity() {
    assertThat(second(formula(Atan::of), NDArray.of(POSITIVE_INFINITY, NEGATIVE_INFINITY)))
        .containsExactly(NDArray.of(-0.0, 0.0));
  }
}

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

final class AtanhTest implements UnaryContract {
  @Override
  public Tensor of(Tensor x) {
    return Atanh.of(x);
  }

  @Override
  public double value(double x) {
    return new Atanh().apply(x);
  }

  @Override
  public Numbers smooth() {
    return Numbers.between(-0.9, 0.9);
  }

  @Example
  void specialValues() {
    assertThat(run(Atanh.of(vector(-1, -0.0, 1e-300, 1, 2))))
        .isEqualTo(NDArray.of(NEGATIVE_INFINITY, -0.0, 1e-300, POSITIVE_INFINITY, NaN));
    assertThat(gradient(formula(Atanh::of), NDArray.of(-1, 0.0, 1)))
        .containsExactly(NDArray.of(POSITIVE_INFINITY, 1, POSITIVE_INFINITY));
  }

  @Example
  void values() {
    accurate(
        x -> new Atanh().apply(x),
        2,
        """
        1e-20  9.999999999999999451532715e-21
        1e-05  0.00001000000000033333415138387
        -0.1  -0.1003353477310755862429135
        0.25  0.2554128118829953416027570
        0.3  0.3095196042031117032738143
        0.49  0.5360603366105666729857281
        0.51  0.5627297693521488712967986
        -0.7  -0.8673005276940531073508290
        0.9  1.472219489583220346870095
        0.99  2.646652412362245751384247
        -0.999999  -7.254328619247669367294938
        0.9999999999999999  18.71497387511852332650969
        """);
  }

  @Example
  void secondDerivative() {
    accurate(
        Reference.derivative(Atanh::of, 2),
        6,
        """
        1e-10  2.000000000000000072904395e-10
        0.3  0.7245501750996256116548211
        -0.99  -4999.873740562098135714234
        0.9999999999999999  4.056481920730334084789450e+31
        """);
  }
}

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

final class SiluTest implements UnaryContract {
  @Override
  public Tensor of(Tensor x) {
    return Silu.of(x);
  }

  @Override
  public double value(double x) {
    return new Silu().apply(x);
  }

  @Example
  void specialValues() {
    assertThat(
            run(
                Silu.of(
                    vector(-0.0, 0.0, 1e300, -1000, NEGATIVE_INFINITY, POSITIVE_INFINITY, NaN))))
        .isEqualTo(NDArray.of(-0.0, 0.0, 1e300, -0.0, -0.0, POSITIVE_INFINITY, NaN));
    assertThat(
            gradient(
                formula(Silu::of),
                NDArray.of(0, NEGATIVE_INFINITY, -1e300, 1e300, POSITIVE_INFINITY)))
        .containsExactly(NDArray.of(0.5, -0.0, -0.0, 1, 1));
  }

  @Example
  void curvatureIsZeroAtInfinity() {
    assertThat(
            second(
                formula(Silu::of), NDArray.of(NEGATIVE_INFINITY, -1e300, 1e300, POSITIVE_INFINITY)))
        .containsExactly(NDArray.of(0.0, 0, 0, 0));
  }

  @Example
  void values() {
    accurate(
        x -> new Silu().apply(x),
        4,
        """
        -700.0  -6.901773580631839599693761e-302
        -40.3  -1.268345070812983485106311e-16
        -5.1  -0.03090498760707899082554395
        -1e-09  -4.999999997500000311407957e-10
        0.5  0.3112296656009272823194503
        3.0  2.857722380467299657363456
        20.0  19.99999995877692763619593
        """);
  }

  @Example
  void derivatives() {
    accurate(
        Reference.derivative(Silu::of, 1),
        6,
        """
        -700.0  -6.891913904088079828837056e-302
        -40.3  -1.236872488410676196386045e-16
        -5.1  -0.02465790802549610865841249
        -1e-09  0.4999999995000000000000000
        0.5  0.7399611873026518091735519
        3.0  1.088104106015169617069232
        20.0  1.000000039161918660646783
        """);
    accurate(
        Reference.derivative(Silu::of, 2),
        12,
        """
        -700.0  -6.882054227544320057980350e-302
        -40.3  -1.205399906008368903872075e-16
        -5.1  -0.01829926247824750184707115
        -1e-09  0.4999999999999999997500000
        0.5  0.4412290269770286078589134
        """);
  }
}

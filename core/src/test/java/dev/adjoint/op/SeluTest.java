package dev.adjoint.op;

import static dev.adjoint.graph.Tensor.vector;
import static dev.adjoint.op.OpContract.formula;
import static dev.adjoint.op.OpContract.gradient;
import static dev.adjoint.op.OpContract.run;
import static java.lang.Double.NaN;
import static java.lang.Double.POSITIVE_INFINITY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.adjoint.array.NDArray;
import dev.adjoint.graph.Tensor;
import net.jqwik.api.Example;

final class SeluTest implements UnaryContract {
  @Override
  public Tensor of(Tensor x) {
    return Selu.of(x);
  }

  @Override
  public double value(double x) {
    return new Selu().apply(x);
  }

  /// The numbers of the paper.
  @Example
  void values() {
    assertThat(run(Selu.of(vector(1, -1000, -0.0, POSITIVE_INFINITY, NaN))))
        .isEqualTo(
            NDArray.of(1.0507009873554805, -1.7580993408473766, -0.0, POSITIVE_INFINITY, NaN));
    assertThat(gradient(formula(Selu::of), NDArray.of(0, 1.0, -1000)))
        .containsExactly(NDArray.of(1.7580993408473766, 1.0507009873554805, 0));
  }

  /// A standard normal argument gives mean 0 and variance 1: integrals by the trapezoidal rule.
  @Example
  void meanAndVarianceStay() {
    double mean = 0;
    double square = 0;
    for (int i = -12_000; i <= 12_000; i++) {
      double x = i / 1000.0;
      double y = new Selu().apply(x);
      double weight = Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI) / 1000;
      mean += weight * y;
      square += weight * y * y;
    }
    assertThat(mean).isCloseTo(0, within(1e-6));
    assertThat(square).isCloseTo(1, within(1e-6));
  }
}

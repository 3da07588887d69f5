package dev.adjoint.op;

import static dev.adjoint.graph.Tensor.vector;
import static dev.adjoint.op.OpContract.formula;
import static dev.adjoint.op.OpContract.gradient;
import static dev.adjoint.op.OpContract.run;
import static java.lang.Double.NaN;
import static java.lang.Double.POSITIVE_INFINITY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.array.NDArray;
import dev.adjoint.graph.Tensor;
import net.jqwik.api.Example;

final class HardSigmoidTest implements UnaryContract {
  @Override
  public Tensor of(Tensor x) {
    return HardSigmoid.of(x);
  }

  @Override
  public double value(double x) {
    return Double.isNaN(x) ? x : Math.clamp(0.2 * x + 0.5, 0.0, 1.0);
  }

  @Example
  void isFlatOutsideAndAtTheCorners() {
    assertThat(run(HardSigmoid.of(vector(-3, -2.5, 0, 1, 2.5, POSITIVE_INFINITY))))
        .isEqualTo(NDArray.of(0.0, 0, 0.5, 0.7, 1, 1));
    assertThat(
            gradient(
                formula(HardSigmoid::of), NDArray.of(-3, -2.5, 0, 2.5, POSITIVE_INFINITY, NaN)))
        .containsExactly(NDArray.of(0.0, 0, 0.2, 0, 0, 0));
    Tensor x = vector(-3, 1);
    assertThat(run(new HardSigmoid(0.25, 0.5).derivative(x, HardSigmoid.of(x, 0.25, 0.5))))
        .isEqualTo(NDArray.of(0, 0.25));
  }

  /// The low digits of 0.2 in f32 are negative, those of 0.25 are 0: neither may cancel infinity.
  @Example
  void isFlatAtInfinityInSinglePrecision() {
    float infinity = Float.POSITIVE_INFINITY;
    Tensor x = Tensor.constant(NDArray.of(-infinity, infinity, Float.NaN));
    assertThat(run(HardSigmoid.of(x))).isEqualTo(NDArray.of(0f, 1f, Float.NaN));
    assertThat(run(HardSigmoid.of(x, 0.25, 0.5))).isEqualTo(NDArray.of(0f, 1f, Float.NaN));
  }
}

package dev.adjoint.op;

import static dev.adjoint.op.OpContract.formula;
import static dev.adjoint.op.OpContract.gradient;
import static java.lang.Double.NaN;
import static java.lang.Double.POSITIVE_INFINITY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.array.NDArray;
import dev.adjoint.check.Numbers;
import dev.adjoint.graph.Tensor;
import net.jqwik.api.Example;

final class HardTanhTest implements UnaryContract {
  @Override
  public Tensor of(Tensor x) {
    return HardTanh.of(x);
  }

  @Override
  public double value(double x) {
    return Double.isNaN(x) ? x : x < -1 ? -1 : x > 1 ? 1 : x;
  }

  @Override
  public Numbers smooth() {
    return Numbers.between(-0.9, 0.9);
  }

  @Example
  void isFlatOutsideAndAtTheCorners() {
    assertThat(gradient(formula(HardTanh::of), NDArray.of(-2, -1, 0, 1, 2, NaN)))
        .containsExactly(NDArray.of(0.0, 0, 1, 0, 0, 0));
    assertThat(gradient(formula(x -> HardTanh.of(x).div(0)), NDArray.of(-2.0, 0.5)))
        .containsExactly(NDArray.of(0, POSITIVE_INFINITY));
  }
}

package dev.adjoint.op;

import static dev.adjoint.graph.Tensor.vector;
import static dev.adjoint.op.OpContract.formula;
import static dev.adjoint.op.OpContract.gradient;
import static dev.adjoint.op.OpContract.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.array.NDArray;
import dev.adjoint.check.Numbers;
import dev.adjoint.graph.Tensor;
import net.jqwik.api.Example;

final class SqrtTest implements UnaryContract {
  @Override
  public Tensor of(Tensor x) {
    return Sqrt.of(x);
  }

  @Override
  public double value(double x) {
    return Math.sqrt(x);
  }

  @Override
  public Numbers smooth() {
    return Numbers.positive();
  }

  @Example
  void specialValues() {
    assertThat(run(Sqrt.of(vector(4, -0.0, 0.0, -1))))
        .isEqualTo(NDArray.of(2, -0.0, 0.0, Double.NaN));
  }

  @Example
  void hasTheSlopeInfinityAtZero() {
    assertThat(gradient(formula(Sqrt::of), NDArray.of(0.0)))
        .containsExactly(NDArray.of(Double.POSITIVE_INFINITY));
    assertThat(gradient(formula(x -> Sqrt.of(x).times(0)), NDArray.of(0.0)))
        .containsExactly(NDArray.of(Double.NaN));
  }
}

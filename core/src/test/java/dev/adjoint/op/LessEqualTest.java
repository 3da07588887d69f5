package dev.adjoint.op;

import static dev.adjoint.graph.Tensor.vector;
import static dev.adjoint.op.OpContract.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.array.NDArray;
import dev.adjoint.graph.Tensor;
import net.jqwik.api.Example;

final class LessEqualTest implements BinaryContract.Relates {
  @Override
  public Tensor of(Tensor a, Tensor b) {
    return LessEqual.of(a, b);
  }

  @Override
  public boolean holds(double a, double b) {
    return a <= b;
  }

  @Example
  void nanAndZeros() {
    assertThat(run(LessEqual.of(vector(Double.NaN, -0.0), vector(Double.NaN, 0.0))))
        .isEqualTo(NDArray.of(false, true));
  }
}

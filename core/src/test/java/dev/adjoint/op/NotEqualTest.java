package dev.adjoint.op;

import static dev.adjoint.graph.Tensor.vector;
import static dev.adjoint.op.OpContract.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.array.DType;
import dev.adjoint.array.NDArray;
import dev.adjoint.graph.Tensor;
import java.util.List;
import net.jqwik.api.Example;

final class NotEqualTest implements BinaryContract.Relates {
  @Override
  public Tensor of(Tensor a, Tensor b) {
    return NotEqual.of(a, b);
  }

  @Override
  public boolean holds(double a, double b) {
    return a != b;
  }

  @Override
  public List<DType> domain() {
    return List.of(DType.FLOAT32, DType.FLOAT64, DType.INT32, DType.BOOL);
  }

  @Example
  void nanAndZeros() {
    assertThat(run(NotEqual.of(vector(Double.NaN, -0.0), vector(Double.NaN, 0.0))))
        .isEqualTo(NDArray.of(true, false));
  }
}

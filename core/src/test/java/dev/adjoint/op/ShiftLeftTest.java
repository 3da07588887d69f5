package dev.adjoint.op;

import static dev.adjoint.op.OpContract.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.array.DType;
import dev.adjoint.array.NDArray;
import dev.adjoint.graph.Tensor;
import java.util.List;
import net.jqwik.api.Example;

final class ShiftLeftTest implements BinaryContract {
  @Override
  public Tensor of(Tensor a, Tensor b) {
    return ShiftLeft.of(a, b);
  }

  @Override
  public double value(double a, double b) {
    return b < 0 || b > 31 ? 0 : (int) a << (int) b;
  }

  @Override
  public List<DType> domain() {
    return List.of(DType.INT32);
  }

  @Example
  void values() {
    Tensor a = Tensor.constant(NDArray.of(1, -3, 1, 1, 5, 5));
    Tensor b = Tensor.constant(NDArray.of(4, 1, 31, 32, -1, 0));
    assertThat(run(ShiftLeft.of(a, b))).isEqualTo(NDArray.of(16, -6, -2147483648, 0, 0, 5));
  }

  @Example
  void hasNoDerivative() {
    Tensor x = Tensor.constant(NDArray.of(1));
    assertThat(new ShiftLeft().derivative(0, x, x, x).isAll(0)).isTrue();
  }
}

package dev.adjoint.op;

import static dev.adjoint.op.OpContract.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.array.DType;
import dev.adjoint.array.NDArray;
import dev.adjoint.graph.Tensor;
import java.util.List;
import net.jqwik.api.Example;

final class BitOrTest implements BinaryContract {
  @Override
  public Tensor of(Tensor a, Tensor b) {
    return BitOr.of(a, b);
  }

  @Override
  public double value(double a, double b) {
    return (int) a | (int) b;
  }

  @Override
  public List<DType> domain() {
    return List.of(DType.INT32);
  }

  @Example
  void values() {
    Tensor a = Tensor.constant(NDArray.of(6, -1, -8));
    Tensor b = Tensor.constant(NDArray.of(3, 5, 15));
    assertThat(run(BitOr.of(a, b))).isEqualTo(NDArray.of(7, -1, -1));
  }

  @Example
  void hasNoDerivative() {
    Tensor x = Tensor.constant(NDArray.of(1));
    assertThat(new BitOr().derivative(0, x, x, x).isAll(0)).isTrue();
  }
}

package dev.adjoint.op;

import static dev.adjoint.op.OpContract.formula;
import static dev.adjoint.op.OpContract.rejects;
import static dev.adjoint.op.OpContract.run;
import static dev.adjoint.op.OpContract.variable;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.array.DType;
import dev.adjoint.array.NDArray;
import dev.adjoint.array.Shape;
import dev.adjoint.array.TensorType;
import dev.adjoint.check.Numbers;
import dev.adjoint.graph.Tensor;
import java.util.List;
import net.jqwik.api.Example;

final class SqueezeTest {
  @Example
  void isAReshape() {
    for (DType dtype : DType.values()) {
      NDArray x = Numbers.smooth().array(TensorType.f64(2, 1, 1, 3), 7).cast(dtype);
      OpContract.Formula f = formula(v -> Squeeze.of(v, 2));
      assertThat(run(f.apply(List.of(Tensor.constant(x))))).isEqualTo(x.reshape(2, 1, 3));
      if (dtype == DType.FLOAT64) {
        OpContract.holds(f, x);
      }
    }
  }

  @Example
  void onesDisappear() {
    Tensor x = variable(TensorType.f64(1, 2, 1, 3));
    assertThat(Squeeze.of(x).shape()).isEqualTo(Shape.of(2, 3));
    assertThat(Squeeze.of(x, -2).shape()).isEqualTo(Shape.of(1, 2, 3));
    assertThat(Squeeze.of(variable(TensorType.f64(1))).shape()).isEqualTo(Shape.SCALAR);
    Tensor y = variable(TensorType.f64(2, 3));
    assertThat(Squeeze.of(y)).isSameAs(y);
    rejects(
        () -> Squeeze.of(x, 0, 1), "squeeze of f64[1,2,1,3]: axes [0, 1] are not all of size 1");
    rejects(
        () -> Squeeze.of(y, 2),
        "squeeze of f64[2,3]: axis 2 does not exist in shape [2,3] of rank 2");
  }
}

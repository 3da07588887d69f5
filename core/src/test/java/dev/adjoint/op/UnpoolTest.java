package dev.adjoint.op;

import static dev.adjoint.op.OpContract.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.array.DType;
import dev.adjoint.array.NDArray;
import dev.adjoint.array.Shape;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Tensor;
import java.util.List;
import net.jqwik.api.Example;

final class UnpoolTest {
  @Example
  void elementsOfOnePlaceAreAddedUp() {
    NDArray places = NDArray.of(3, 0, 3, 1, 1, 1).reshape(2, 3);
    for (DType dtype : List.of(DType.FLOAT32, DType.FLOAT64)) {
      Tensor y = Tensor.constant(NDArray.of(1, 2, 4, 8, 16, 32).reshape(2, 3).cast(dtype));
      Tensor x = Tensor.of(new Unpool(Shape.of(4)), y, Tensor.constant(places));
      assertThat(x.type()).isEqualTo(TensorType.of(dtype, 2, 4));
      assertThat(run(x).toDoubleArray()).containsExactly(2, 0, 0, 5, 0, 56, 0, 0);
    }
  }
}

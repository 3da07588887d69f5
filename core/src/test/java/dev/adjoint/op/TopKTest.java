package dev.adjoint.op;

import static dev.adjoint.graph.Tensor.vector;
import static dev.adjoint.op.BatchContract.batches;
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
import dev.adjoint.check.Shapes;
import dev.adjoint.graph.Tensor;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

final class TopKTest {
  @Property(tries = 100, seed = "210")
  void theFirstInOrder(@ForAll("shapes") Shape shape, @ForAll long seed) {
    var random = new Random(seed);
    int axis = random.nextInt(shape.rank());
    int k = random.nextInt(shape.size(axis) + 1);
    boolean largest = random.nextBoolean();
    for (DType dtype : List.of(DType.FLOAT32, DType.FLOAT64, DType.INT32)) {
      NDArray x = Numbers.special().array(new TensorType(dtype, shape), seed);
      TopK.Result y = TopK.of(Tensor.constant(x), k, axis - shape.rank(), largest);
      Tensor order = ArgSort.of(Tensor.constant(x), axis, largest).slice(axis, 0, k);
      assertThat(run(y.indices())).isEqualTo(run(order));
      assertThat(run(y.values())).isEqualTo(run(TakeAlongAxis.of(Tensor.constant(x), order, axis)));
    }
    NDArray x = Numbers.smooth().array(new TensorType(DType.FLOAT64, shape), seed);
    OpContract.holds(formula(v -> TopK.of(v, k, axis, largest).values()), x);
    batches(new TopK(k, axis, largest), x);
  }

  @Provide
  Arbitrary<Shape> shapes() {
    return Shapes.ofRank(1, 3);
  }

  @Example
  void tiesNanAndTheSmallest() {
    Tensor x = vector(1, 3, 2, 3);
    assertThat(run(TopK.of(x, 3, 0).values())).isEqualTo(NDArray.of(3.0, 3, 2));
    assertThat(run(TopK.of(x, 3, 0).indices())).isEqualTo(NDArray.of(1, 3, 2));
    assertThat(run(TopK.of(x, 2, 0, false).indices())).isEqualTo(NDArray.of(0, 2));
    Tensor nan = vector(1, Double.NaN);
    assertThat(run(TopK.of(nan, 1, 0).indices())).isEqualTo(NDArray.of(1));
    assertThat(run(TopK.of(nan, 1, 0, false).indices())).isEqualTo(NDArray.of(0));
  }

  @Example
  void otherNumbersAreErrors() {
    Tensor x = variable(TensorType.f64(2, 3));
    rejects(() -> TopK.of(x, 4, 1), "topk of f64[2,3]: cannot pick 4 of 3 elements on axis 1");
    rejects(() -> TopK.of(x, -1, 1), "topk of f64[2,3]: cannot pick -1 of 3 elements on axis 1");
    rejects(
        () -> TopK.of(x, 1, 2), "topk of f64[2,3]: axis 2 does not exist in shape [2,3] of rank 2");
  }
}

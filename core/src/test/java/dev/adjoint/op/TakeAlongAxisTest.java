package dev.adjoint.op;

import static dev.adjoint.graph.Tensor.vector;
import static dev.adjoint.op.BatchContract.batches;
import static dev.adjoint.op.OpContract.formula;
import static dev.adjoint.op.OpContract.gradient;
import static dev.adjoint.op.OpContract.naive;
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

final class TakeAlongAxisTest {
  @Property(tries = 100, seed = "214")
  void elementsArePicked(@ForAll("shapes") Shape shape, @ForAll long seed) {
    var random = new Random(seed);
    int axis = random.nextInt(shape.rank());
    NDArray indices = numbers(shape, axis, random.nextInt(4), seed);
    OpContract.Formula f = formula((x, i) -> TakeAlongAxis.of(x, i, axis - shape.rank()));
    for (DType dtype : DType.values()) {
      NDArray x = Numbers.special().array(new TensorType(dtype, shape), seed);
      assertThat(run(f.apply(List.of(Tensor.constant(x), Tensor.constant(indices)))))
          .isEqualTo(naive(dtype, indices.shape(), at -> x.at(source(x, indices, axis, at))));
    }
    NDArray x = Numbers.smooth().array(new TensorType(DType.FLOAT64, shape), seed);
    OpContract.holds(f, x, indices);
    batches(f, x, indices);
  }

  /// A tensor's shape, an axis, and how many positions are named on each line.
  private static NDArray numbers(Shape shape, int axis, int count, long seed) {
    int size = shape.size(axis);
    int[] sizes = shape.toArray();
    sizes[axis] = count;
    return Numbers.between(-size, size - 1).array(TensorType.i32(sizes), seed);
  }

  private static int[] source(NDArray x, NDArray indices, int axis, int[] at) {
    int[] from = at.clone();
    from[axis] = Math.floorMod((int) indices.at(at), x.shape().size(axis));
    return from;
  }

  @Provide
  Arbitrary<Shape> shapes() {
    return Shapes.ofRank(1, 3);
  }

  @Example
  void anElementTakenTwiceGetsBothCotangents() {
    assertThat(
            gradient(
                formula((x, i) -> TakeAlongAxis.of(x, i, 0)),
                NDArray.of(1.0, 2, 3),
                NDArray.of(2, 0, 2)))
        .containsExactly(NDArray.of(1.0, 0, 2));
  }

  @Example
  void otherTypesAreErrors() {
    Tensor x = variable(TensorType.f64(2, 3));
    rejects(
        () -> TakeAlongAxis.of(x, variable(TensorType.i32(1, 1)), 1),
        "takealongaxis of f64[2,3] and i32[1,1]: shapes differ beside axis 1; repeat one with broadcastTo");
    rejects(
        () -> TakeAlongAxis.of(x, x, 1),
        "takealongaxis of f64[2,3] and f64[2,3]: indices must be i32; convert with Cast.of(indices, INT32)");
    rejects(
        () -> run(TakeAlongAxis.of(vector(1, 2), Tensor.constant(NDArray.of(-3)), 0)),
        "takealongaxis of f64[2] and i32[1]: index -3 does not exist on axis 0 of size 2; give -2 to 1");
    rejects(
        () -> TakeAlongAxis.of(x, x, 2),
        "takealongaxis of f64[2,3]: axis 2 does not exist in shape [2,3] of rank 2");
  }
}

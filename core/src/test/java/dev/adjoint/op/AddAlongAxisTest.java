package dev.adjoint.op;

import static dev.adjoint.op.BatchContract.batches;
import static dev.adjoint.op.OpContract.applied;
import static dev.adjoint.op.OpContract.naive;
import static dev.adjoint.op.OpContract.near;
import static dev.adjoint.op.OpContract.positions;
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
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

final class AddAlongAxisTest {
  @Property(tries = 100, seed = "215")
  void elementsAreAdded(@ForAll("shapes") Shape shape, @ForAll long seed) {
    var random = new Random(seed);
    int axis = random.nextInt(shape.rank());
    NDArray indices = numbers(shape, axis, random.nextInt(4), seed);
    OpContract.Formula f =
        xs -> AddAlongAxis.of(xs.get(0), xs.get(1), xs.get(2), axis - shape.rank());
    for (DType dtype : List.of(DType.FLOAT32, DType.FLOAT64, DType.INT32)) {
      NDArray x = Numbers.ordinary().array(new TensorType(dtype, shape), seed);
      NDArray updates = Numbers.ordinary().array(new TensorType(dtype, indices.shape()), ~seed);
      near(
          run(
              f.apply(
                  List.of(Tensor.constant(x), Tensor.constant(indices), Tensor.constant(updates)))),
          naive(
              dtype,
              shape,
              at ->
                  x.at(at)
                      + positions(indices.shape())
                          .filter(p -> Arrays.equals(source(x, indices, axis, p), at))
                          .mapToDouble(updates::at)
                          .sum()),
          1e-6);
    }
    NDArray x = Numbers.smooth().array(new TensorType(DType.FLOAT64, shape), seed);
    NDArray updates = Numbers.smooth().array(new TensorType(DType.FLOAT64, indices.shape()), ~seed);
    OpContract.holds(f, x, indices, updates);
    batches(f, x, indices, updates);
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
  void wraps() {
    assertThat(
            run(
                AddAlongAxis.of(
                    Tensor.constant(NDArray.of(Integer.MAX_VALUE, 5)),
                    Tensor.constant(NDArray.of(0, 0)),
                    Tensor.constant(NDArray.of(1, 1)),
                    0)))
        .isEqualTo(NDArray.of(Integer.MIN_VALUE + 1, 5));
  }

  @Example
  void otherTypesAreErrors() {
    Tensor x = variable(TensorType.f64(2));
    rejects(
        () -> AddAlongAxis.of(x, variable(TensorType.i32(3)), x, 0),
        "addalongaxis of f64[2] and i32[3] and f64[2]: the updates must be f64[3]");
    rejects(
        applied(new AddAlongAxis(0), TensorType.bool(2), TensorType.i32(2), TensorType.bool(2)),
        "addalongaxis of bool[2] and i32[2] and bool[2]: wants f32 or f64 or i32; convert with Cast.of(x, dtype)");
  }
}

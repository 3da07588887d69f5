package dev.adjoint.op;

import static dev.adjoint.graph.Tensor.vector;
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
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

final class ScatterAddTest {
  /// A tensor, an axis, and numbers on it, some counted from the back.
  record Case(Shape shape, int axis, Shape indices, long seed) {
    NDArray numbers() {
      int size = shape.size(axis);
      var random = new Random(seed);
      int[] values =
          IntStream.range(0, indices.count()).map(_ -> random.nextInt(2 * size) - size).toArray();
      return NDArray.wrap(new TensorType(DType.INT32, indices), values);
    }

    Shape picked() {
      int[] sizes = shape.toArray();
      return Shape.of(
          IntStream.concat(
                  Arrays.stream(sizes).limit(axis),
                  IntStream.concat(
                      Arrays.stream(indices.toArray()), Arrays.stream(sizes).skip(axis + 1)))
              .toArray());
    }

    /// The position in the tensor of a position in the rows picked.
    int[] source(int[] at) {
      int rank = indices.rank();
      int number = (int) numbers().at(Arrays.copyOfRange(at, axis, axis + rank));
      int[] from = new int[shape.rank()];
      for (int k = 0; k < from.length; k++) {
        from[k] =
            k < axis ? at[k] : k == axis ? Math.floorMod(number, shape.size(k)) : at[k + rank - 1];
      }
      return from;
    }
  }

  @Provide
  Arbitrary<Case> cases() {
    return Combinators.combine(
            Shapes.ofRank(1, 3),
            Arbitraries.integers().between(0, 2),
            Arbitraries.oneOf(
                Shapes.ofRank(0, 2), Shapes.ofRank(0, 2), Arbitraries.just(Shape.of(0))),
            Arbitraries.longs())
        .as((shape, axis, indices, seed) -> new Case(shape, axis % shape.rank(), indices, seed));
  }

  @Property(tries = 200, seed = "25")
  void rowsAreAdded(@ForAll("cases") Case c) {
    NDArray indices = c.numbers();
    int axis = c.axis() - (c.seed() % 2 == 0 ? 0 : c.shape().rank());
    for (DType dtype : List.of(DType.FLOAT32, DType.FLOAT64, DType.INT32)) {
      NDArray x = Numbers.ordinary().array(new TensorType(dtype, c.shape()), c.seed());
      NDArray updates = Numbers.ordinary().array(new TensorType(dtype, c.picked()), ~c.seed());
      NDArray expected =
          naive(
              dtype,
              c.shape(),
              at ->
                  x.at(at)
                      + positions(c.picked())
                          .filter(p -> Arrays.equals(c.source(p), at))
                          .mapToDouble(updates::at)
                          .sum());
      near(
          run(
              ScatterAdd.of(
                  Tensor.constant(x), Tensor.constant(indices), Tensor.constant(updates), axis)),
          expected,
          dtype == DType.FLOAT32 ? 1e-6 : 1e-14);
    }
    OpContract.holds(
        xs -> ScatterAdd.of(xs.get(0), xs.get(1), xs.get(2), axis),
        Numbers.smooth().array(new TensorType(DType.FLOAT64, c.shape()), c.seed()),
        indices,
        Numbers.smooth().array(new TensorType(DType.FLOAT64, c.picked()), ~c.seed()));
  }

  @Example
  void wraps() {
    assertThat(
            run(
                ScatterAdd.of(
                    Tensor.constant(NDArray.of(Integer.MAX_VALUE, 5)),
                    Tensor.constant(NDArray.of(0, 0)),
                    Tensor.constant(NDArray.of(1, 1)),
                    0)))
        .isEqualTo(NDArray.of(Integer.MIN_VALUE + 1, 5));
  }

  @Example
  void listing() {
    assertThat(
            OpContract.listing(
                xs -> ScatterAdd.of(xs.get(0), xs.get(1), xs.get(2), 0),
                TensorType.f32(3),
                TensorType.i32(2),
                TensorType.f32(2)))
        .isEqualTo("%3: f32[3] = ScatterAdd[axis=0] %0 %1 %2");
  }

  @Example
  void anIndexMustExist() {
    Tensor x = Tensor.zeros(TensorType.f64(3));
    rejects(
        () -> run(ScatterAdd.of(x, Tensor.constant(NDArray.of(3)), vector(1), 0)),
        "scatteradd of f64[3] and i32[1] and f64[1]: index 3 does not exist on axis 0 of size 3");
  }

  @Example
  void otherTypesAreErrors() {
    TensorType x = TensorType.f64(3, 2);
    TensorType i = TensorType.i32(4);
    var op = new ScatterAdd(0);
    rejects(
        applied(op, x, i, TensorType.f64(4, 3)),
        "scatteradd of f64[3,2] and i32[4] and f64[4,3]: the updates must be f64[4,2]");
    rejects(
        applied(op, x, x, x),
        "scatteradd of f64[3,2] and f64[3,2] and f64[3,2]: indices must be i32; convert with Cast.of(indices, INT32)");
    rejects(
        applied(op, TensorType.bool(3), i, TensorType.bool(4)),
        "scatteradd of bool[3] and i32[4] and bool[4]: wants f32 or f64 or i32; convert with Cast.of(x, dtype)");
    rejects(
        () -> ScatterAdd.of(variable(x), variable(i), variable(x), 2),
        "scatteradd of f64[3,2]: axis 2 does not exist in shape [3,2] of rank 2");
    rejects(
        applied(new ScatterAdd(2), x, i, x),
        "scatteradd of f64[3,2]: axis 2 does not exist in rank 2");
  }
}

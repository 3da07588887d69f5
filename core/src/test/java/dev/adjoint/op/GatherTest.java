package dev.adjoint.op;

import static dev.adjoint.op.OpContract.applied;
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
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

final class GatherTest {
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

  @Property(tries = 200, seed = "24")
  void rowsArePicked(@ForAll("cases") Case c) {
    NDArray indices = c.numbers();
    int axis = c.axis() - (c.seed() % 2 == 0 ? 0 : c.shape().rank());
    for (DType dtype : DType.values()) {
      NDArray x = Numbers.special().array(new TensorType(dtype, c.shape()), c.seed());
      assertThat(run(Gather.of(Tensor.constant(x), Tensor.constant(indices), axis)))
          .isEqualTo(naive(dtype, c.picked(), at -> x.at(c.source(at))));
      OpContract.compilesClosely(formula((v, i) -> Gather.of(v, i, axis)), x, indices);
    }
    OpContract.holds(
        formula((x, i) -> Gather.of(x, i, axis)),
        Numbers.smooth().array(new TensorType(DType.FLOAT64, c.shape()), c.seed()),
        indices);
  }

  @Example
  void aRowPickedTwiceGetsBothCotangents() {
    assertThat(
            gradient(
                formula((x, i) -> Gather.of(x, i, 0)), NDArray.of(1.0, 2, 3), NDArray.of(2, 0, 2)))
        .containsExactly(NDArray.of(1.0, 0, 2));
  }

  @Example
  void listing() {
    assertThat(
            OpContract.listing(
                formula((x, i) -> Gather.of(x, i, 1)), TensorType.f32(2, 3), TensorType.i32(4, 5)))
        .isEqualTo("%2: f32[2,4,5] = Gather[axis=1] %0 %1");
  }

  @Example
  void anIndexMustExist() {
    Tensor x = Tensor.zeros(TensorType.f64(3, 2));
    rejects(
        () -> run(Gather.of(x, Tensor.constant(NDArray.of(0, 3)), 0)),
        "gather of f64[3,2] and i32[2]: index 3 does not exist on axis 0 of size 3");
    rejects(
        () -> run(Gather.of(x, Tensor.constant(NDArray.of(-3)), 1)),
        "gather of f64[3,2] and i32[1]: index -3 does not exist on axis 1 of size 2");
  }

  @Example
  void otherTypesAreErrors() {
    Tensor x = variable(TensorType.f64(3, 2));
    rejects(
        () -> Gather.of(x, x, 0),
        "gather of f64[3,2] and f64[3,2]: indices must be i32; convert with Cast.of(indices, INT32)");
    rejects(
        () -> Gather.of(x, x, 2),
        "gather of f64[3,2]: axis 2 does not exist in shape [3,2] of rank 2");
    rejects(
        applied(new Gather(2), TensorType.f64(3, 2), TensorType.i32(1)),
        "gather of f64[3,2]: axis 2 does not exist in rank 2");
    rejects(
        applied(new Gather(0), TensorType.f64(3)), "gather of f64[3]: wants 2 inputs, but got 1");
  }
}

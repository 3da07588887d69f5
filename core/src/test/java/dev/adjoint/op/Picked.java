package dev.adjoint.op;

import dev.adjoint.array.DType;
import dev.adjoint.array.NDArray;
import dev.adjoint.array.Shape;
import dev.adjoint.array.TensorType;
import dev.adjoint.check.Numbers;
import dev.adjoint.check.Shapes;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/// A tensor's shape, an axis of it, and the shape of numbers of rows on it, some counted from the
/// back.
record Picked(Shape shape, int axis, Shape indices, long seed) {
  static Arbitrary<Picked> any() {
    return Combinators.combine(
            Shapes.ofRank(1, 3),
            Arbitraries.integers().between(0, 2),
            Arbitraries.oneOf(
                Shapes.ofRank(0, 2), Shapes.ofRank(0, 2), Arbitraries.just(Shape.of(0))),
            Arbitraries.longs())
        .as((shape, axis, indices, seed) -> new Picked(shape, axis % shape.rank(), indices, seed));
  }

  NDArray numbers() {
    int size = shape.size(axis);
    var random = new Random(seed);
    int[] values =
        IntStream.range(0, indices.count()).map(_ -> random.nextInt(2 * size) - size).toArray();
    return NDArray.wrap(new TensorType(DType.INT32, indices), values);
  }

  /// Smooth numbers for the tensor.
  NDArray array(int salt) {
    return Numbers.smooth().array(new TensorType(DType.FLOAT64, shape), seed + salt);
  }

  /// Smooth numbers for rows picked.
  NDArray rows(int salt) {
    return Numbers.smooth().array(new TensorType(DType.FLOAT64, picked()), seed + salt);
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

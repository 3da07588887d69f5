package dev.adjoint.op;

import dev.adjoint.array.Shape;
import dev.adjoint.graph.Tensor;
import java.util.Arrays;
import java.util.stream.IntStream;

/// A tensor repeated as a whole along its axes, like tiles: NumPy's `tile`. Made of [Reshape] and
/// [BroadcastTo].
public final class Tile {
  private Tile() {}

  /// {@return the tensor repeated}
  ///
  /// @param x the tensor
  /// @param times how often along each axis; if there are fewer than axes, for the last ones; if
  ///   there are more, the tensor gets new axes in front
  /// @throws IllegalArgumentException if one is negative
  public static Tensor of(Tensor x, int... times) {
    if (IntStream.of(times).anyMatch(n -> n < 0)) {
      throw TypeRule.broken(
          "tile", x, ": a tensor cannot be repeated %s times".formatted(Arrays.toString(times)));
    }
    int rank = Math.max(x.shape().rank(), times.length);
    int[] single = new int[2 * rank];
    int[] repeated = new int[2 * rank];
    int[] joined = new int[rank];
    for (int back = 1; back <= rank; back++) {
      int size = back <= x.shape().rank() ? x.shape().size(-back) : 1;
      int count = back <= times.length ? times[times.length - back] : 1;
      int axis = 2 * (rank - back);
      single[axis] = 1;
      repeated[axis] = count;
      single[axis + 1] = size;
      repeated[axis + 1] = size;
      joined[rank - back] = Math.multiplyExact(size, count);
    }
    return x.reshape(single).broadcastTo(Shape.of(repeated)).reshape(joined);
  }
}

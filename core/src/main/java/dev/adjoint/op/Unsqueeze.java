package dev.adjoint.op;

import dev.adjoint.array.Shape;
import dev.adjoint.graph.Tensor;
import java.util.Arrays;
import java.util.stream.IntStream;

/// A tensor with new axes of size 1: a [Reshape].
public final class Unsqueeze {
  private Unsqueeze() {}

  /// {@return the tensor with new axes}
  ///
  /// @param x the tensor
  /// @param axes where the new axes are in the result, from the back if negative
  /// @throws IllegalArgumentException if a place is not there or is named twice
  public static Tensor of(Tensor x, int... axes) {
    int rank = x.shape().rank() + axes.length;
    int[] places = IntStream.of(axes).map(axis -> axis < 0 ? axis + rank : axis).sorted().toArray();
    boolean twice = IntStream.of(places).distinct().count() < places.length;
    if (twice || IntStream.of(places).anyMatch(place -> place < 0 || place >= rank)) {
      throw TypeRule.broken(
          "unsqueeze",
          x,
          ": places %s are not different ones of 0 to %d"
              .formatted(Arrays.toString(axes), rank - 1));
    }
    Shape shape = x.shape();
    for (int place : places) {
      shape = TypeRule.insert(shape, place, 1);
    }
    return x.reshape(shape.toArray());
  }
}

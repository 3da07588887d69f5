package dev.adjoint.op;

import dev.adjoint.graph.Tensor;

/// A tensor whose elements move along an axis; what leaves it at one end comes in at the other:
/// NumPy's `roll`. Made of two [slices][Slice] and a [Concat].
public final class Roll {
  private Roll() {}

  /// {@return the tensor with its elements moved}
  ///
  /// @param x the tensor
  /// @param places by how many places, towards higher positions or lower ones if negative
  /// @param axis the axis, from the back if negative
  /// @throws IllegalArgumentException if the axis does not exist
  public static Tensor of(Tensor x, int places, int axis) {
    int at = TypeRule.ask("roll", x, shape -> shape.axis(axis));
    int size = x.shape().size(at);
    int by = Math.floorMod(places, Math.max(1, size));
    return by == 0 ? x : Concat.of(at, x.slice(at, size - by, size), x.slice(at, 0, size - by));
  }
}

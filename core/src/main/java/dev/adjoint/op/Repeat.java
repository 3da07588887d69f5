package dev.adjoint.op;

import dev.adjoint.graph.Tensor;

/// A tensor whose elements are repeated along an axis, each one before the next: NumPy's `repeat`.
/// Made of [Reshape] and [BroadcastTo].
public final class Repeat {
  private Repeat() {}

  /// {@return the tensor with repeated elements}
  ///
  /// @param x the tensor
  /// @param times how often
  /// @param axis the axis, from the back if negative
  /// @throws IllegalArgumentException if the axis does not exist or the number is negative
  public static Tensor of(Tensor x, int times, int axis) {
    int at = TypeRule.ask("repeat", x, shape -> shape.axis(axis));
    if (times < 0) {
      throw TypeRule.broken("repeat", x, ": elements cannot be repeated %d times".formatted(times));
    }
    int[] single = TypeRule.insert(x.shape(), at + 1, 1).toArray();
    Tensor repeated = x.reshape(single).broadcastTo(TypeRule.insert(x.shape(), at + 1, times));
    return TypeRule.merged(repeated, at);
  }
}

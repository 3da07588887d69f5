package dev.adjoint.op;

import dev.adjoint.graph.Tensor;

/// An axis of a tensor at another place, the others in their order: a [Transpose].
public final class MoveAxis {
  private MoveAxis() {}

  /// {@return the tensor with one axis moved}
  ///
  /// @param x the tensor
  /// @param from the axis, from the back if negative
  /// @param to where it shall be, from the back if negative
  /// @throws IllegalArgumentException if an axis does not exist
  public static Tensor of(Tensor x, int from, int to) {
    int old = TypeRule.ask("moveaxis", x, shape -> shape.axis(from));
    int place = TypeRule.ask("moveaxis", x, shape -> shape.axis(to));
    return old < place
        ? TypeRule.swapped(x, old, 1, place - old)
        : TypeRule.swapped(x, place, old - place, 1);
  }
}

package dev.adjoint.op;

import dev.adjoint.graph.Tensor;

/// A tensor with the elements along some axes in reverse order: a [Slice] that runs backwards.
public final class Flip {
  private Flip() {}

  /// {@return the tensor reversed along some axes}
  ///
  /// @param x the tensor
  /// @param axes the axes, from the back if negative; none means all
  /// @throws IllegalArgumentException if an axis does not exist or is named twice
  public static Tensor of(Tensor x, int... axes) {
    return Slice.flip(x, axes);
  }
}

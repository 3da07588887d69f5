package dev.adjoint.op;

import dev.adjoint.graph.Tensor;

/// The sum of the main diagonal of each matrix, in the last two axes. Made of [Diagonal] and [Sum].
public final class Trace {
  private Trace() {}

  /// {@return the sum of the diagonal}
  ///
  /// @param x the tensor, of rank 2 or more and of numbers
  /// @throws IllegalArgumentException if there are fewer than two axes
  public static Tensor of(Tensor x) {
    return Sum.of(Diagonal.of(x), -1);
  }
}

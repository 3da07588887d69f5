package dev.adjoint.op;

import dev.adjoint.graph.Tensor;

/// The sum of products over the last axes of two tensors: NumPy's `inner`, for two vectors their
/// scalar product. Made of [MatMul], see [TensorDot].
public final class Inner {
  private Inner() {}

  /// {@return the sum of products over the last axes}
  ///
  /// @param a the first tensor, of rank 1 or more
  /// @param b the second tensor, of rank 1 or more and the same dtype
  /// @throws IllegalArgumentException if the last axes differ or there is none
  public static Tensor of(Tensor a, Tensor b) {
    return TensorDot.of(a, b, new int[] {-1}, new int[] {-1});
  }
}

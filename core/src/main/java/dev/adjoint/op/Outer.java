package dev.adjoint.op;

import dev.adjoint.graph.Tensor;
import java.util.Arrays;

/// All products of an element of one tensor and an element of another: `y[i…,j…] = a[i…] · b[j…]`.
/// For vectors it is NumPy's `outer`; other tensors are not made flat. Made of [Reshape] and [Mul].
public final class Outer {
  private Outer() {}

  /// {@return all products}
  ///
  /// @param a the first tensor
  /// @param b the second tensor, of the same dtype
  /// @throws IllegalArgumentException if the dtypes differ or are bool
  public static Tensor of(Tensor a, Tensor b) {
    int[] column = Arrays.copyOf(a.shape().toArray(), a.shape().rank() + b.shape().rank());
    Arrays.fill(column, a.shape().rank(), column.length, 1);
    return a.reshape(column).times(b);
  }
}

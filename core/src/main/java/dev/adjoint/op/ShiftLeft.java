package dev.adjoint.op;

import dev.adjoint.graph.Tensor;

/// The bits of a tensor moved to higher places, element by element: `y = a · 2ᵇ`, wrapped.
///
/// Shapes: broadcast. Dtype: i32, kept, so there is no gradient. Special values: a count that is
/// not from 0 to 31 moves all bits out and gives 0, as in NumPy.
public record ShiftLeft() implements Bitwise {
  /// {@return `a · 2ᵇ`}
  ///
  /// @param a what is shifted
  /// @param b by how many places
  public static Tensor of(Tensor a, Tensor b) {
    return new ShiftLeft().on(a, b);
  }

  @Override
  public int bits(int a, int b) {
    return b >>> 5 == 0 ? a << b : 0;
  }
}

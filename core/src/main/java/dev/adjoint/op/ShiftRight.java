package dev.adjoint.op;

import dev.adjoint.graph.Tensor;

/// The bits of a tensor moved to lower places, the sign filling in, element by element: `y = ⌊a /
/// 2ᵇ⌋`.
///
/// Shapes: broadcast. Dtype: i32, kept, so there is no gradient. Special values: a count that is
/// not from 0 to 31 moves all bits out and gives 0, or −1 for a negative `a`, as in NumPy.
public record ShiftRight() implements Bitwise {
  /// {@return `⌊a / 2ᵇ⌋`}
  ///
  /// @param a what is shifted
  /// @param b by how many places
  public static Tensor of(Tensor a, Tensor b) {
    return new ShiftRight().on(a, b);
  }

  @Override
  public int bits(int a, int b) {
    return b >>> 5 == 0 ? a >> b : a >> 31;
  }
}

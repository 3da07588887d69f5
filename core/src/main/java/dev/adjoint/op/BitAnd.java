package dev.adjoint.op;

import dev.adjoint.graph.Tensor;

/// And of each two bits of two tensors, element by element.
///
/// Shapes: broadcast. Dtype: i32, kept, so there is no gradient.
public record BitAnd() implements Bitwise {
  /// {@return `a & b`}
  ///
  /// @param a the first operand
  /// @param b the second operand
  public static Tensor of(Tensor a, Tensor b) {
    return new BitAnd().on(a, b);
  }

  @Override
  public int bits(int a, int b) {
    return a & b;
  }
}

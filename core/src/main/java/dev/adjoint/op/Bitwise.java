package dev.adjoint.op;

import dev.adjoint.array.DType;
import dev.adjoint.graph.Elementwise;
import dev.adjoint.graph.Tensor;
import java.util.Set;

/// What ops on the bits of two i32 share: the derivative 0, which no pass asks for, as an i32 has
/// no cotangent.
interface Bitwise extends Elementwise.Binary {
  /// {@return the value for two i32}
  ///
  /// @param a the first operand
  /// @param b the second operand
  int bits(int a, int b);

  @Override
  default double apply(double a, double b) {
    return bits((int) a, (int) b);
  }

  @Override
  default int applyInt(int a, int b, int c) {
    return bits(a, b);
  }

  @Override
  default Tensor derivative(int input, Tensor a, Tensor b, Tensor y) {
    return Tensor.zeros(a.type());
  }

  @Override
  default Set<DType> domain() {
    return Set.of(DType.INT32);
  }
}

package dev.adjoint.compile;

import dev.adjoint.array.DType;
import dev.adjoint.graph.Elementwise;
import dev.adjoint.graph.Tensor;
import java.util.EnumSet;
import java.util.Set;

/// Zeros before one element and from another on, between them the elements as they are. Which
/// element it is at is known to the loop that it is in.
///
/// @param begin the first element that stays, in row-major order
/// @param end the element after the last one that stays
record Border(int begin, int end) implements Elementwise.Unary {
  @Override
  public double apply(double x) {
    return x;
  }

  @Override
  public Tensor derivative(Tensor x, Tensor y) {
    throw new IllegalStateException(this + " is made after all derivatives");
  }

  @Override
  public Set<DType> domain() {
    return EnumSet.allOf(DType.class);
  }
}

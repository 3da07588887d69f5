package dev.adjoint.op;

import dev.adjoint.array.DType;
import dev.adjoint.graph.Elementwise;
import dev.adjoint.graph.Tensor;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Negation, element by element: `y = −x`.
///
/// Shape: any. Dtypes: f32, f64 or i32 (wraps: the smallest int stays), kept. Derivative: −1.
/// Special values: IEEE 754 (the sign flips, that of 0 and ∞ too).
public record Neg() implements Elementwise.Unary {
  /// One for all: what a large graph is made of is to be few objects.
  private static final Neg NEG = new Neg();

  /// {@return `−x`}
  ///
  /// @param x the argument
  public static Tensor of(Tensor x) {
    return NEG.on(x);
  }

  @Override
  public double apply(double x) {
    return -x;
  }

  @Override
  public Tensor derivative(Tensor x, Tensor y) {
    return Tensor.full(x.type(), -1);
  }

  @Override
  public Tensor pullback(int input, List<Tensor> inputs, Tensor y, Tensor v) {
    return v.negate();
  }

  @Override
  public Set<DType> domain() {
    return NUMERIC;
  }

  /// `−(−x)` is `x`.
  @Override
  public Optional<Tensor> simplify(List<Tensor> inputs) {
    Tensor x = inputs.getFirst();
    return x.op() instanceof Neg ? Optional.of(x.inputs().getFirst()) : Optional.empty();
  }
}

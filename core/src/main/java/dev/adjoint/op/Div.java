package dev.adjoint.op;

import dev.adjoint.graph.Elementwise;
import dev.adjoint.graph.Tensor;
import java.util.List;
import java.util.Optional;

/// Quotient of two tensors, element by element: `y = a / b`.
///
/// Shapes: broadcast. Dtypes: f32 or f64, both the same, kept. Derivatives: `1/b` and `−y/b`.
/// Special values: IEEE 754 (`1 / 0` is ∞, `0 / 0` is NaN).
public record Div() implements Elementwise.Binary {
  /// One for all: what a large graph is made of is to be few objects.
  private static final Div DIV = new Div();

  /// {@return `a / b`}
  ///
  /// @param a the dividend
  /// @param b the divisor
  public static Tensor of(Tensor a, Tensor b) {
    return DIV.on(a, b);
  }

  @Override
  public double apply(double a, double b) {
    return a / b;
  }

  @Override
  public Tensor derivative(int input, Tensor a, Tensor b, Tensor y) {
    return input == 0 ? Tensor.ones(b.type()).div(b) : y.div(b).negate();
  }

  /// By `b` in this order, since `v/b` overflows before `y/b` does: so it is 0 where `a` is.
  @Override
  public Tensor pullback(int input, List<Tensor> inputs, Tensor y, Tensor v) {
    Tensor b = inputs.get(1);
    return input == 0 ? v.div(b) : v.times(y.div(b)).negate();
  }

  /// `x / 1` is `x`, `x / −1` is `−x`.
  @Override
  public Optional<Tensor> simplify(List<Tensor> inputs) {
    Tensor x = inputs.get(0);
    if (inputs.get(1).isAll(1)) {
      return Optional.of(x);
    }
    return inputs.get(1).isAll(-1) ? Optional.of(x.negate()) : Optional.empty();
  }
}

package dev.adjoint.op;

import dev.adjoint.graph.Elementwise;
import dev.adjoint.graph.Tensor;

/// The exponential linear unit, element by element: `y = x` where `x > 0`, else `α (eˣ − 1)`.
///
/// Shape: any. Dtypes: f32 or f64, kept. Derivative: 1 where `x > 0`, else `α eˣ`, so `α` at 0.
/// Special values: `−α` at −∞; keeps −0. Source: Clevert, Unterthiner, Hochreiter, *Fast and
/// accurate deep network learning by exponential linear units* (2016), §3.
///
/// @param alpha what the value saturates to, negated; usually 1
public record Elu(double alpha) implements Elementwise.Unary {
  /// {@return `x` where it is positive, else `eˣ − 1`}
  ///
  /// @param x the argument
  public static Tensor of(Tensor x) {
    return of(x, 1);
  }

  /// {@return `x` where it is positive, else `α (eˣ − 1)`}
  ///
  /// @param x the argument
  /// @param alpha what the value saturates to, negated
  public static Tensor of(Tensor x, double alpha) {
    return new Elu(alpha).on(x);
  }

  @Override
  public double apply(double x) {
    return x > 0 ? x : alpha * Math.expm1(x);
  }

  @Override
  public Tensor derivative(Tensor x, Tensor y) {
    return slope(x, 1, alpha);
  }

  /// The slope `c` where `x > 0`, else `c α eˣ`; the exponential is of 0 where it is not chosen, so
  /// that it does not overflow.
  static Tensor slope(Tensor x, double scale, double alpha) {
    Tensor zero = Tensor.zeros(x.type());
    Tensor positive = Greater.of(x, zero);
    Tensor curved = Where.of(positive, zero, x).exp().times(scale * alpha);
    return Where.of(positive, Tensor.full(x.type(), scale), curved);
  }
}

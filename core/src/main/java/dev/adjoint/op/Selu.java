package dev.adjoint.op;

import dev.adjoint.graph.Elementwise;
import dev.adjoint.graph.Tensor;

/// The scaled exponential linear unit, element by element: `y = λ x` where `x > 0`, else `λ α (eˣ −
/// 1)`, with `α ≈ 1.6733` and `λ ≈ 1.0507` such that layers keep mean 0 and variance 1.
///
/// Shape: any. Dtypes: f32 or f64, kept. Derivative: `λ` where `x > 0`, else `λ α eˣ`, so `λ α` at
/// 0. Special values: `−λ α` at −∞; keeps −0. Source: Klambauer, Unterthiner, Mayr, Hochreiter,
/// *Self-normalizing neural networks* (2017), §2 and appendix A.
public record Selu() implements Elementwise.Unary {
  /// What the negative side saturates to, negated and before scaling.
  public static final double ALPHA = 1.6732632423543772;

  /// The factor of both sides.
  public static final double SCALE = 1.0507009873554805;

  /// {@return `λ x` where `x` is positive, else `λ α (eˣ − 1)`}
  ///
  /// @param x the argument
  public static Tensor of(Tensor x) {
    return new Selu().on(x);
  }

  @Override
  public double apply(double x) {
    return x > 0 ? SCALE * x : SCALE * ALPHA * Math.expm1(x);
  }

  @Override
  public Tensor derivative(Tensor x, Tensor y) {
    return Elu.slope(x, SCALE, ALPHA);
  }
}

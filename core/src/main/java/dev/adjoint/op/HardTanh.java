package dev.adjoint.op;

import dev.adjoint.graph.Tensor;

/// A tanh of straight lines, element by element: `y = min(max(x, −1), 1)`.
///
/// Shape: any. Dtypes: f32 or f64, kept. Derivative: 1 strictly between −1 and 1, else 0, at ±1
/// too. Special values: NaN stays (and then the derivative is 0). Source: Collobert, *Large scale
/// machine learning* (2004), §5.2.
public record HardTanh() implements Clamped {
  /// {@return `min(max(x, −1), 1)`}
  ///
  /// @param x the argument
  public static Tensor of(Tensor x) {
    return new HardTanh().on(x);
  }

  @Override
  public double apply(double x) {
    return Math.min(Math.max(x, -1), 1);
  }

  @Override
  public double slope() {
    return 1;
  }

  @Override
  public double low() {
    return -1;
  }

  @Override
  public double high() {
    return 1;
  }
}

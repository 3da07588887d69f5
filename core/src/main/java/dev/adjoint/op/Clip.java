package dev.adjoint.op;

import dev.adjoint.graph.Tensor;

/// The nearest number of a range, element by element: `y = min(max(x, low), high)`.
///
/// Shape: any. Dtypes: f32 or f64, kept (of i32 take [Maximum] and [Minimum]). Derivative: 1
/// strictly inside the range, 0 outside and at the bounds, as [Relu] has it at 0. Special values:
/// NaN stays (and then the derivative is 0). A bound may be infinite; for f32 the bounds are
/// rounded to f32.
///
/// @param low the least value
/// @param high the greatest value
public record Clip(double low, double high) implements Clamped {
  /// Checks the bounds.
  ///
  /// @throws IllegalArgumentException if a bound is NaN or they are in the wrong order
  public Clip {
    if (!(low <= high)) {
      throw new IllegalArgumentException(
          "clip to [%s, %s]: the low bound must not be above the high one".formatted(low, high));
    }
  }

  /// {@return `min(max(x, low), high)`}
  ///
  /// @param x the argument
  /// @param low the least value
  /// @param high the greatest value
  /// @throws IllegalArgumentException if a bound is NaN or they are in the wrong order
  public static Tensor of(Tensor x, double low, double high) {
    return new Clip(low, high).on(x);
  }

  @Override
  public double apply(double x) {
    return Math.min(Math.max(x, low), high);
  }

  @Override
  public double slope() {
    return 1;
  }
}

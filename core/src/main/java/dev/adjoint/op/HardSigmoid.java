package dev.adjoint.op;

import dev.adjoint.graph.Tensor;

/// A sigmoid of straight lines, element by element: `y = min(max(α x + β, 0), 1)`.
///
/// Shape: any. Dtypes: f32 or f64, kept. Derivative: `α` where `0 < y < 1`, else 0, at the corners
/// too. Special values: NaN stays (and then the derivative is 0). Source: ONNX, operator
/// HardSigmoid, whose numbers are the default here; PyTorch and newer Keras have `α = 1/6`.
///
/// @param slope the slope `α` between the levels
/// @param offset the value `β` at 0
public record HardSigmoid(double slope, double offset) implements Clamped {
  /// {@return `min(max(0.2 x + 0.5, 0), 1)`}
  ///
  /// @param x the argument
  public static Tensor of(Tensor x) {
    return of(x, 0.2, 0.5);
  }

  /// {@return `min(max(α x + β, 0), 1)`}
  ///
  /// @param x the argument
  /// @param slope the slope `α`
  /// @param offset the value `β` at 0
  public static Tensor of(Tensor x, double slope, double offset) {
    return new HardSigmoid(slope, offset).on(x);
  }

  @Override
  public double apply(double x) {
    return Math.min(Math.max(slope * x + offset, 0), 1);
  }

  @Override
  public double low() {
    return 0;
  }

  @Override
  public double high() {
    return 1;
  }
}

package dev.adjoint.op;

import dev.adjoint.graph.Tensor;
import java.util.List;
import java.util.Optional;

/// The whole part, element by element: `x` without its digits after the point, so rounded towards
/// 0.
///
/// Shape: any. Dtypes: f32 or f64, kept. Derivative: 0, also at the jumps. Special values: keeps
/// ±0, ±∞ and NaN; what lies between −1 and 0 becomes −0.
public record Trunc() implements Stepwise {
  /// {@return `x` rounded towards 0}
  ///
  /// @param x the argument
  public static Tensor of(Tensor x) {
    return new Trunc().on(x);
  }

  @Override
  public double apply(double x) {
    return x < 0 ? Math.ceil(x) : Math.floor(x);
  }

  /// Whole numbers stay.
  @Override
  public Optional<Tensor> simplify(List<Tensor> inputs) {
    Tensor x = inputs.getFirst();
    return Stepwise.isWhole(x) ? Optional.of(x) : Optional.empty();
  }
}

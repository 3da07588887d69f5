package dev.adjoint.op;

import dev.adjoint.graph.Tensor;
import java.util.List;
import java.util.Optional;

/// The greatest whole number that is not above, element by element: `y = ⌊x⌋`.
///
/// Shape: any. Dtypes: f32 or f64, kept. Derivative: 0, also at the jumps. Special values: keeps
/// ±0, ±∞ and NaN.
public record Floor() implements Stepwise {
  /// {@return `⌊x⌋`}
  ///
  /// @param x the argument
  public static Tensor of(Tensor x) {
    return new Floor().on(x);
  }

  @Override
  public double apply(double x) {
    return Math.floor(x);
  }

  /// Whole numbers stay.
  @Override
  public Optional<Tensor> simplify(List<Tensor> inputs) {
    Tensor x = inputs.getFirst();
    return Stepwise.isWhole(x) ? Optional.of(x) : Optional.empty();
  }
}

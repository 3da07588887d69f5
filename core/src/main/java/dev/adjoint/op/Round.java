package dev.adjoint.op;

import dev.adjoint.graph.Tensor;
import java.util.List;
import java.util.Optional;

/// The nearest whole number, element by element; a half goes to the even neighbour, as in NumPy,
/// ONNX and IEEE 754: 0.5 becomes 0, 1.5 and 2.5 become 2.
///
/// Shape: any. Dtypes: f32 or f64, kept. Derivative: 0, also at the jumps. Special values: keeps
/// ±0, ±∞ and NaN; what rounds to 0 keeps its sign.
public record Round() implements Stepwise {
  /// {@return the whole number nearest to `x`, of two the even one}
  ///
  /// @param x the argument
  public static Tensor of(Tensor x) {
    return new Round().on(x);
  }

  @Override
  public double apply(double x) {
    return Math.rint(x);
  }

  /// Whole numbers stay.
  @Override
  public Optional<Tensor> simplify(List<Tensor> inputs) {
    Tensor x = inputs.getFirst();
    return Stepwise.isWhole(x) ? Optional.of(x) : Optional.empty();
  }
}

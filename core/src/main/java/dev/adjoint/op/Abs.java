package dev.adjoint.op;

import dev.adjoint.array.DType;
import dev.adjoint.graph.Elementwise;
import dev.adjoint.graph.Tensor;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The absolute value, element by element: `y = |x|`.
///
/// Shape: any. Dtypes: f32, f64 or i32 (the smallest int stays negative), kept. Derivative: the
/// sign of `x`, 0 at 0. Special values: `|−0|` is +0.
public record Abs() implements Elementwise.Unary {
  /// {@return `|x|`}
  ///
  /// @param x the argument
  public static Tensor of(Tensor x) {
    return new Abs().on(x);
  }

  @Override
  public double apply(double x) {
    return Math.abs(x);
  }

  @Override
  public Tensor derivative(Tensor x, Tensor y) {
    return Sign.of(x);
  }

  @Override
  public Set<DType> domain() {
    return NUMERIC;
  }

  /// `|−x|` is `|x|`, `||x||` is `|x|`, `|x²|` is `x²` (but an i32 may wrap to a negative square).
  @Override
  public Optional<Tensor> simplify(List<Tensor> inputs) {
    Tensor x = inputs.getFirst();
    return switch (x.op()) {
      case Neg _ -> Optional.of(of(x.inputs().getFirst()));
      case Abs _ -> Optional.of(x);
      case Square _ when x.type().isFloating() -> Optional.of(x);
      default -> Optional.empty();
    };
  }
}

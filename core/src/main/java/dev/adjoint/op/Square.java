package dev.adjoint.op;

import dev.adjoint.array.DType;
import dev.adjoint.graph.Elementwise;
import dev.adjoint.graph.Tensor;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The square, element by element: `y = x²`.
///
/// Shape: any. Dtypes: f32, f64 or i32 (wraps), kept. Derivative: `2x`. Special values: never
/// negative, `−0` becomes +0.
public record Square() implements Elementwise.Unary {
  /// {@return `x²`}
  ///
  /// @param x the argument
  public static Tensor of(Tensor x) {
    return new Square().on(x);
  }

  @Override
  public double apply(double x) {
    return x * x;
  }

  @Override
  public int applyInt(int a, int b, int c) {
    return a * a;
  }

  @Override
  public Tensor derivative(Tensor x, Tensor y) {
    return x.times(2);
  }

  @Override
  public Tensor pullback(int input, List<Tensor> inputs, Tensor y, Tensor v) {
    return v.times(2).times(inputs.getFirst());
  }

  @Override
  public Set<DType> domain() {
    return NUMERIC;
  }

  /// `(−x)²` and `|x|²` are `x²`.
  @Override
  public Optional<Tensor> simplify(List<Tensor> inputs) {
    return switch (inputs.getFirst().op()) {
      case Neg _, Abs _ -> Optional.of(of(inputs.getFirst().inputs().getFirst()));
      default -> Optional.empty();
    };
  }
}

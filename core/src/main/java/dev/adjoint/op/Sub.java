package dev.adjoint.op;

import dev.adjoint.array.DType;
import dev.adjoint.graph.Elementwise;
import dev.adjoint.graph.Tensor;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Difference of two tensors, element by element: `y = a − b`.
///
/// Shapes: broadcast. Dtypes: f32, f64 or i32 (wraps), both the same, kept. Derivatives: 1 and −1.
/// Special values: IEEE 754 (`∞ − ∞` is NaN).
public record Sub() implements Elementwise.Binary {
  /// One for all: what a large graph is made of is to be few objects.
  private static final Sub SUB = new Sub();

  /// {@return `a − b`}
  ///
  /// @param a what is subtracted from
  /// @param b what is subtracted
  public static Tensor of(Tensor a, Tensor b) {
    return SUB.on(a, b);
  }

  @Override
  public double apply(double a, double b) {
    return a - b;
  }

  @Override
  public Tensor derivative(int input, Tensor a, Tensor b, Tensor y) {
    return Tensor.full(y.type(), input == 0 ? 1 : -1);
  }

  @Override
  public Tensor pullback(int input, List<Tensor> inputs, Tensor y, Tensor v) {
    return input == 0 ? v : v.negate();
  }

  @Override
  public Set<DType> domain() {
    return NUMERIC;
  }

  /// `x − 0` is `x`, and `x − (−z)` is `x + z`.
  @Override
  public Optional<Tensor> simplify(List<Tensor> inputs) {
    Tensor x = inputs.get(0);
    Tensor subtrahend = inputs.get(1);
    if (subtrahend.isAll(0)) {
      return Optional.of(x);
    }
    return subtrahend.op() instanceof Neg
        ? Optional.of(x.plus(subtrahend.inputs().getFirst()))
        : Optional.empty();
  }
}

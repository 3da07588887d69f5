package dev.adjoint.op;

import dev.adjoint.array.DType;
import dev.adjoint.graph.Elementwise;
import dev.adjoint.graph.Leaf;
import dev.adjoint.graph.Tensor;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Product of two tensors, element by element: `y = a · b`.
///
/// Shapes: broadcast. Dtypes: f32, f64 or i32 (wraps), both the same, kept. Derivatives: `b` and
/// `a`. Special values: IEEE 754 (`0 · ∞` is NaN).
public record Mul() implements Elementwise.Binary {
  /// One for all: what a large graph is made of is to be few objects.
  private static final Mul MUL = new Mul();

  /// {@return `a · b`}
  ///
  /// @param a the first factor
  /// @param b the second factor
  public static Tensor of(Tensor a, Tensor b) {
    return MUL.on(a, b);
  }

  @Override
  public double apply(double a, double b) {
    return a * b;
  }

  @Override
  public int applyInt(int a, int b, int c) {
    return a * b;
  }

  @Override
  public Tensor derivative(int input, Tensor a, Tensor b, Tensor y) {
    return input == 0 ? b : a;
  }

  @Override
  public Set<DType> domain() {
    return NUMERIC;
  }

  /// `x · 1` is `x`, `x · −1` is `−x`, and `(−x) · c` is `x · (−c)` for a number.
  @Override
  public Optional<Tensor> simplify(List<Tensor> inputs) {
    Optional<Tensor> first = factor(inputs.get(0), inputs.get(1));
    return first.isPresent() ? first : factor(inputs.get(1), inputs.get(0));
  }

  private static Optional<Tensor> factor(Tensor x, Tensor factor) {
    if (factor.isAll(1)) {
      return Optional.of(x);
    }
    if (factor.isAll(-1)) {
      return Optional.of(x.negate());
    }
    return x.op() instanceof Neg && x.type().isFloating() && isNumber(factor)
        ? Optional.of(x.inputs().getFirst().times(factor.negate()))
        : Optional.empty();
  }

  private static boolean isNumber(Tensor factor) {
    Tensor source = factor.op() instanceof BroadcastTo ? factor.inputs().getFirst() : factor;
    return source.op() instanceof Leaf.Constant && source.type().count() == 1;
  }
}

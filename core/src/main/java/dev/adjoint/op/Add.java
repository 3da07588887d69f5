package dev.adjoint.op;

import dev.adjoint.array.DType;
import dev.adjoint.graph.Elementwise;
import dev.adjoint.graph.Tensor;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Sum of two tensors, element by element: `y = a + b`.
///
/// Shapes: broadcast. Dtypes: f32, f64 or i32 (wraps), both the same, kept. Derivatives: 1 and 1.
/// Special values: IEEE 754 (`∞ + −∞` is NaN).
public record Add() implements Elementwise.Binary {
  /// One for all: what a large graph is made of is to be few objects.
  private static final Add ADD = new Add();

  /// {@return `a + b`}
  ///
  /// @param a the first summand
  /// @param b the second summand
  public static Tensor of(Tensor a, Tensor b) {
    return ADD.on(a, b);
  }

  @Override
  public double apply(double a, double b) {
    return a + b;
  }

  @Override
  public Tensor derivative(int input, Tensor a, Tensor b, Tensor y) {
    return Tensor.ones(y.type());
  }

  @Override
  public Tensor pullback(int input, List<Tensor> inputs, Tensor y, Tensor v) {
    return v;
  }

  @Override
  public Set<DType> domain() {
    return NUMERIC;
  }

  /// `x + −0` is `x`, for i32 also `x + 0`; `x + (−z)` is `x − z`.
  @Override
  public Optional<Tensor> simplify(List<Tensor> inputs) {
    Optional<Tensor> first = sum(inputs.get(0), inputs.get(1));
    return first.isPresent() ? first : sum(inputs.get(1), inputs.get(0));
  }

  private static Optional<Tensor> sum(Tensor x, Tensor summand) {
    if (summand.isAll(x.dtype() == DType.INT32 ? 0.0 : -0.0)) {
      return Optional.of(x);
    }
    return summand.op() instanceof Neg
        ? Optional.of(x.minus(summand.inputs().getFirst()))
        : Optional.empty();
  }
}

package dev.adjoint.op;

import dev.adjoint.graph.Elementwise;
import dev.adjoint.graph.Tensor;
import java.util.List;
import java.util.Optional;

/// The rectifier, element by element: `y = max(x, 0)`.
///
/// Shape: any. Dtypes: f32 or f64, kept. Derivative: 1 where `x > 0`, else 0; 0 at 0. Special
/// values: NaN stays (and then the derivative is 0); −0 becomes +0. Source: Goodfellow, Bengio,
/// Courville, *Deep Learning* (2016), §6.3.1.
public record Relu() implements Elementwise.Unary {
  /// {@return `max(x, 0)`}
  ///
  /// @param x the argument
  public static Tensor of(Tensor x) {
    return new Relu().on(x);
  }

  @Override
  public double apply(double x) {
    return Math.max(x, 0);
  }

  @Override
  public Tensor derivative(Tensor x, Tensor y) {
    return positive(y).cast(y.dtype());
  }

  /// Chooses instead of multiplying: an infinite cotangent must not become NaN where `x ≤ 0`.
  @Override
  public Tensor pullback(int input, List<Tensor> inputs, Tensor y, Tensor v) {
    return Where.of(positive(y), v, Tensor.zeros(v.type()));
  }

  /// `y > 0` just where `x > 0`; asking `y` lets the memory of `x` go.
  private static Tensor positive(Tensor y) {
    return Greater.of(y, Tensor.zeros(y.type()));
  }

  /// The rectifier changes nothing the second time.
  @Override
  public Optional<Tensor> simplify(List<Tensor> inputs) {
    Tensor x = inputs.getFirst();
    return x.op() instanceof Relu ? Optional.of(x) : Optional.empty();
  }
}

package dev.adjoint.op;

import dev.adjoint.graph.Reduction;
import dev.adjoint.graph.Tensor;
import java.util.List;
import java.util.Optional;

/// Sum over axes: `y = Σ x`.
///
/// Shape: that of `x` without the axes. Dtypes: f32, f64 or i32 (wraps), kept. Derivative: 1, so
/// the cotangent is broadcast back. The sum of no elements is 0.
///
/// @param axes the axes to fold, counted from the front, ascending
public record Sum(List<Integer> axes) implements Reduction {
  /// Keeps a copy of the axes.
  public Sum {
    axes = List.copyOf(axes);
  }

  /// {@return the sum over some axes, which disappear}
  ///
  /// @param x the tensor
  /// @param axes the axes, from the back if negative; none means all
  /// @throws IllegalArgumentException if an axis does not exist or is named twice
  public static Tensor of(Tensor x, int... axes) {
    return new Sum(TypeRule.ask("sum", x, shape -> shape.axes(axes))).on(x);
  }

  /// {@return the sum over some axes, which stay with size 1}
  ///
  /// @param x the tensor
  /// @param axes the axes, from the back if negative; none means all
  /// @throws IllegalArgumentException if an axis does not exist or is named twice
  public static Tensor keepDims(Tensor x, int... axes) {
    return of(x, axes).reshape(TypeRule.kept("sum", x.type(), axes));
  }

  @Override
  public Sum withAxes(List<Integer> others) {
    return new Sum(others);
  }

  @Override
  public double identity() {
    return 0;
  }

  @Override
  public double combine(double a, double b) {
    return a + b;
  }

  @Override
  public Tensor pullback(Tensor x, Tensor y, Tensor yBar) {
    return yBar.reshape(x.shape().withOnes(axes).toArray()).broadcastTo(x.shape());
  }

  /// A sum over no axes is `0 + x`, which makes +0 of −0; for i32 it is the tensor itself.
  @Override
  public Optional<Tensor> simplify(List<Tensor> inputs) {
    Tensor x = inputs.getFirst();
    if (!axes.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(x.type().isFloating() ? x.plus(0) : x);
  }
}

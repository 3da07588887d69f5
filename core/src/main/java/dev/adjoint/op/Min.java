package dev.adjoint.op;

import dev.adjoint.graph.Tensor;
import java.util.List;

/// The smallest element over axes: `y = min x`.
///
/// Shape: that of `x` without the axes. Dtypes: f32, f64 or i32, kept. Derivative: 1 for the
/// smallest element, 0 for the others; `n` equal ones get `1/n` each. Special values: NaN if there
/// is one (and then every derivative is 0). Of no elements there is none: an error.
///
/// @param axes the axes to fold, counted from the front, ascending
public record Min(List<Integer> axes) implements Extremum {
  /// Keeps a copy of the axes.
  public Min {
    axes = List.copyOf(axes);
  }

  /// {@return the smallest element over some axes, which disappear}
  ///
  /// @param x the tensor
  /// @param axes the axes, from the back if negative; none means all
  /// @throws IllegalArgumentException if an axis does not exist, is named twice, or is empty
  public static Tensor of(Tensor x, int... axes) {
    return new Min(TypeRule.ask("min", x, shape -> shape.axes(axes))).on(x);
  }

  /// {@return the smallest element over some axes, which stay with size 1}
  ///
  /// @param x the tensor
  /// @param axes the axes, from the back if negative; none means all
  /// @throws IllegalArgumentException if an axis does not exist, is named twice, or is empty
  public static Tensor keepDims(Tensor x, int... axes) {
    return of(x, axes).reshape(TypeRule.kept("min", x.type(), axes));
  }

  @Override
  public Min withAxes(List<Integer> others) {
    return new Min(others);
  }

  @Override
  public double identity() {
    return Double.POSITIVE_INFINITY;
  }

  @Override
  public double combine(double a, double b) {
    return Math.min(a, b);
  }
}

package dev.adjoint.op;

import dev.adjoint.graph.Tensor;

/// The position of the smallest element along an axis; the first one of equals.
///
/// Shape: that of `x` without the axis. Dtypes: f32, f64 or i32; the output is i32, so it has no
/// gradient. Special values: NaN counts as the smallest, as in NumPy; `−0 = +0`. Of no elements
/// there is none: an error.
///
/// @param axis the axis, counted from the front
public record ArgMin(int axis) implements ArgExtremum {
  /// {@return the position of the smallest of all elements in row-major order, `i32[]`}
  ///
  /// @param x the tensor
  /// @throws IllegalArgumentException if there are no elements
  public static Tensor of(Tensor x) {
    return of(x.reshape(-1), 0);
  }

  /// {@return the position of the smallest element along an axis, which disappears}
  ///
  /// @param x the tensor
  /// @param axis the axis, from the back if negative
  /// @throws IllegalArgumentException if the axis does not exist or is empty
  public static Tensor of(Tensor x, int axis) {
    return Tensor.of(new ArgMin(TypeRule.ask("argmin", x, shape -> shape.axis(axis))), x);
  }

  /// {@return the position of the smallest of all elements, all axes kept with size 1}
  ///
  /// @param x the tensor
  /// @throws IllegalArgumentException if there are no elements
  public static Tensor keepDims(Tensor x) {
    return of(x).reshape(TypeRule.kept("argmin", x.type()));
  }

  /// {@return the position of the smallest element along an axis, which stays with size 1}
  ///
  /// @param x the tensor
  /// @param axis the axis, from the back if negative
  /// @throws IllegalArgumentException if the axis does not exist or is empty
  public static Tensor keepDims(Tensor x, int axis) {
    return of(x, axis).reshape(TypeRule.kept("argmin", x.type(), axis));
  }

  @Override
  public ArgMin withAxis(int other) {
    return new ArgMin(other);
  }

  @Override
  public boolean beats(double value, double best) {
    return value < best;
  }
}

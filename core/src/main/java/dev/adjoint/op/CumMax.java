package dev.adjoint.op;

import dev.adjoint.graph.Node;
import dev.adjoint.graph.Tensor;
import java.util.List;

/// The largest element along an axis so far: `yₜ = max xₛ` over `s ≤ t`, or over `s ≥ t` if
/// reversed.
///
/// Shape: any with that axis. Dtypes: f32, f64 or i32, kept. Two outputs: the elements, and their
/// positions on the axis, i32. Derivative: 1 for the element that is the largest; of equal ones the
/// one that was met first, as with [ArgMax]. Special values: from a NaN on, it is that NaN.
///
/// @param axis the axis, counted from the front
/// @param reverse whether it runs from the last position to the first
public record CumMax(int axis, boolean reverse) implements CumExtremum {
  /// {@return the largest element up to each position}
  ///
  /// @param x the tensor
  /// @param axis the axis, from the back if negative
  /// @throws IllegalArgumentException if the axis does not exist
  public static Tensor of(Tensor x, int axis) {
    return of(x, axis, false);
  }

  /// {@return the largest element up to each position}
  ///
  /// @param x the tensor
  /// @param axis the axis, from the back if negative
  /// @param reverse whether it runs from the last position to the first
  /// @throws IllegalArgumentException if the axis does not exist
  public static Tensor of(Tensor x, int axis, boolean reverse) {
    int at = TypeRule.ask("cummax", x, shape -> shape.axis(axis));
    return Node.of(new CumMax(at, reverse), List.of(x)).outputs().getFirst();
  }

  @Override
  public CumMax withAxis(int other) {
    return new CumMax(other, reverse);
  }

  @Override
  public boolean beats(double value, double best) {
    return value > best;
  }
}

package dev.adjoint.op;

import dev.adjoint.graph.Tensor;
import java.util.List;

/// The running sum along an axis: `yₜ = Σₛ xₛ` over `s ≤ t`.
///
/// Exclusive, it is over `s < t` and starts with 0; reversed, over `s ≥ t` or `s > t` (the options
/// of ONNX). Shape: any with that axis. Dtypes: f32, f64 or i32 (wraps), kept; sums are held in
/// double precision. Pullback: the running sum of the cotangent, the other way round.
///
/// @param axis the axis, counted from the front
/// @param exclusive whether a position's own element is left out
/// @param reverse whether it runs from the last position to the first
public record CumSum(int axis, boolean exclusive, boolean reverse) implements Cumulative {
  /// {@return the sums up to each position, its own element included}
  ///
  /// @param x the tensor
  /// @param axis the axis, from the back if negative
  /// @throws IllegalArgumentException if the axis does not exist
  public static Tensor of(Tensor x, int axis) {
    return of(x, axis, false, false);
  }

  /// {@return the sums up to each position}
  ///
  /// @param x the tensor
  /// @param axis the axis, from the back if negative
  /// @param exclusive whether a position's own element is left out
  /// @param reverse whether it runs from the last position to the first
  /// @throws IllegalArgumentException if the axis does not exist
  public static Tensor of(Tensor x, int axis, boolean exclusive, boolean reverse) {
    int at = TypeRule.ask("cumsum", x, shape -> shape.axis(axis));
    return Tensor.of(new CumSum(at, exclusive, reverse), x);
  }

  @Override
  public CumSum withAxis(int other) {
    return new CumSum(other, exclusive, reverse);
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
  public int combineInt(int a, int b) {
    return a + b;
  }

  @Override
  public Tensor pullback(
      int input, List<Tensor> inputs, List<Tensor> outputs, List<Tensor> cotangents) {
    return of(cotangents.getFirst(), axis, exclusive, !reverse);
  }
}

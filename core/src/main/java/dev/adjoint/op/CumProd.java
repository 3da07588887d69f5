package dev.adjoint.op;

import dev.adjoint.graph.Tensor;
import java.util.List;

/// The running product along an axis: `yₜ = Πₛ xₛ` over `s ≤ t`.
///
/// Exclusive, it is over `s < t` and starts with 1; reversed, over `s ≥ t` or `s > t` (the options
/// of ONNX). Shape: any with that axis. Dtypes: f32, f64 or i32 (wraps), kept; products are held in
/// double precision. Pullback: `x̄ₜ = (Πₛ xₛ over s < t) · rₜ` with `rₜ = ȳₜ + xₜ₊₁ rₜ₊₁`, a
/// [LinearRecurrence] backwards: nothing is divided, so zeros among the elements do no harm, at any
/// order.
///
/// @param axis the axis, counted from the front
/// @param exclusive whether a position's own element is left out
/// @param reverse whether it runs from the last position to the first
public record CumProd(int axis, boolean exclusive, boolean reverse) implements Cumulative {
  /// {@return the products up to each position, its own element included}
  ///
  /// @param x the tensor
  /// @param axis the axis, from the back if negative
  /// @throws IllegalArgumentException if the axis does not exist
  public static Tensor of(Tensor x, int axis) {
    return of(x, axis, false, false);
  }

  /// {@return the products up to each position}
  ///
  /// @param x the tensor
  /// @param axis the axis, from the back if negative
  /// @param exclusive whether a position's own element is left out
  /// @param reverse whether it runs from the last position to the first
  /// @throws IllegalArgumentException if the axis does not exist
  public static Tensor of(Tensor x, int axis, boolean exclusive, boolean reverse) {
    int at = TypeRule.ask("cumprod", x, shape -> shape.axis(axis));
    return Tensor.of(new CumProd(at, exclusive, reverse), x);
  }

  @Override
  public CumProd withAxis(int other) {
    return new CumProd(other, exclusive, reverse);
  }

  @Override
  public double identity() {
    return 1;
  }

  @Override
  public double combine(double a, double b) {
    return a * b;
  }

  @Override
  public int combineInt(int a, int b) {
    return a * b;
  }

  @Override
  public Tensor pullback(
      int input, List<Tensor> inputs, List<Tensor> outputs, List<Tensor> cotangents) {
    Tensor x = inputs.getFirst();
    Tensor yBar = cotangents.getFirst();
    int back = reverse ? 1 : -1;
    Tensor inclusive = exclusive ? Shift.of(yBar, axis, back) : yBar;
    Tensor behind = LinearRecurrence.of(Shift.of(x, axis, back), inclusive, axis, !reverse);
    return of(x, axis, true, reverse).times(behind);
  }
}

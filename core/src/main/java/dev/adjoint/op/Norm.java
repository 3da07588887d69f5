package dev.adjoint.op;

import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Composite;
import dev.adjoint.graph.Tensor;
import java.util.List;
import java.util.Optional;

/// The `p`-norm over axes: `y = (Σ |x|ᵖ)¹ᐟᵖ`; for `p = ∞` the largest `|x|`.
///
/// Shape: that of `x` without the axes. Dtypes: f32 or f64, kept. Derivative: `sign x ·
/// (|x|/y)ᵖ⁻¹`, for the 2-norm `x/y`. Kinks: 0 where `y = 0` (no NaN, unlike the root of a sum of
/// squares) and 0 for an element 0, also at order 2; for `p = ∞` the largest elements share the
/// cotangent as with [Max]. Special values: overflows where `|x|ᵖ` does. The norm of no elements is
/// 0; for `p = ∞` it is an error.
///
/// @param axes the axes to fold, counted from the front, ascending
/// @param p the order, at least 1
public record Norm(List<Integer> axes, double p) implements Composite.Differentiable {
  /// Keeps a copy of the axes.
  public Norm {
    axes = List.copyOf(axes);
  }

  /// {@return the 2-norm over some axes, which disappear}
  ///
  /// @param x the tensor
  /// @param axes the axes, from the back if negative; none means all
  /// @throws IllegalArgumentException if an axis does not exist or is named twice
  public static Tensor of(Tensor x, int... axes) {
    return ofOrder(2, x, axes);
  }

  /// {@return the `p`-norm over some axes, which disappear}
  ///
  /// @param p the order, at least 1; infinite for the largest magnitude
  /// @param x the tensor
  /// @param axes the axes, from the back if negative; none means all
  /// @throws IllegalArgumentException if the order is below 1, or an axis does not exist or is
  ///   named twice
  public static Tensor ofOrder(double p, Tensor x, int... axes) {
    return Tensor.of(new Norm(TypeRule.ask("norm", x, shape -> shape.axes(axes)), p), x);
  }

  /// {@return the 2-norm over some axes, which stay with size 1}
  ///
  /// @param x the tensor
  /// @param axes the axes, from the back if negative; none means all
  /// @throws IllegalArgumentException if an axis does not exist or is named twice
  public static Tensor keepDims(Tensor x, int... axes) {
    return of(x, axes).reshape(TypeRule.kept("norm", x.type(), axes));
  }

  @Override
  public List<TensorType> types(List<TensorType> inputs) {
    checkCount(inputs, 1);
    TensorType x = inputs.getFirst();
    TypeRule.floating(this, x);
    axes.forEach(axis -> TypeRule.axisExists(this, x, axis));
    if (!(p >= 1)) {
      throw error(inputs, "order %s is below 1, where it is no norm".formatted(p));
    }
    if (Double.isInfinite(p)) {
      TypeRule.foldsSomething(this, x, axes);
    }
    return List.of(x.withShape(x.shape().without(axes)));
  }

  @Override
  public Optional<Composite> batched() {
    return Optional.of(new Norm(TypeRule.shifted(axes), p));
  }

  @Override
  public Tensor expand(List<Tensor> inputs) {
    Tensor x = inputs.getFirst();
    if (Double.isInfinite(p)) {
      return new Max(axes).on(x.abs());
    }
    if (p == 1) {
      return new Sum(axes).on(x.abs());
    }
    return p == 2
        ? new Sum(axes).on(x.squared()).sqrt()
        : new Sum(axes).on(x.abs().pow(p)).pow(1 / p);
  }

  @Override
  public Tensor pullback(int input, List<Tensor> inputs, Tensor y, Tensor yBar) {
    Tensor x = inputs.getFirst();
    if (Double.isInfinite(p)) {
      return new Max(axes).pullback(x.abs(), y, yBar).times(Sign.of(x));
    }
    if (p == 1) {
      return Sign.of(x).times(kept(x, yBar));
    }
    return p == 2 ? euclidean(x, y, yBar) : general(x, y, yBar);
  }

  private Tensor euclidean(Tensor x, Tensor y, Tensor yBar) {
    Tensor zero = Tensor.zeros(y.type());
    Tensor flat = Equal.of(y, zero);
    Tensor safe = Where.of(flat, Tensor.ones(y.type()), y);
    return x.times(kept(x, Where.of(flat, zero, yBar.div(safe))));
  }

  /// An element 0 is replaced before the power, whose own derivative may be infinite there.
  private Tensor general(Tensor x, Tensor y, Tensor yBar) {
    Tensor zero = Tensor.zeros(x.type());
    Tensor one = Tensor.ones(x.type());
    Tensor norm = kept(x, y);
    Tensor none = Or.of(Equal.of(x, zero), Equal.of(norm, zero));
    Tensor ratio = Where.of(none, one, x.abs()).div(Where.of(none, one, norm));
    Tensor xBar = Sign.of(x).times(ratio.pow(p - 1)).times(kept(x, yBar));
    return Where.of(none, zero, xBar);
  }

  private Tensor kept(Tensor x, Tensor y) {
    return y.reshape(x.shape().withOnes(axes).toArray()).broadcastTo(x.shape());
  }
}

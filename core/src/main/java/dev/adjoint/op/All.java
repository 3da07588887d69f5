package dev.adjoint.op;

import dev.adjoint.array.DType;
import dev.adjoint.graph.Reduction;
import dev.adjoint.graph.Tensor;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Whether every element is true, over axes.
///
/// Shape: that of `x` without the axes. Dtype: bool, kept, so there is no gradient. Of no elements
/// it is true.
///
/// @param axes the axes to fold, counted from the front, ascending
public record All(List<Integer> axes) implements Reduction {
  /// Keeps a copy of the axes.
  public All {
    axes = List.copyOf(axes);
  }

  /// {@return whether every element is true over some axes, which disappear}
  ///
  /// @param x the tensor
  /// @param axes the axes, from the back if negative; none means all
  /// @throws IllegalArgumentException if an axis does not exist or is named twice
  public static Tensor of(Tensor x, int... axes) {
    return new All(TypeRule.ask("all", x, shape -> shape.axes(axes))).on(x);
  }

  /// {@return whether every element is true over some axes, which stay with size 1}
  ///
  /// @param x the tensor
  /// @param axes the axes, from the back if negative; none means all
  /// @throws IllegalArgumentException if an axis does not exist or is named twice
  public static Tensor keepDims(Tensor x, int... axes) {
    return of(x, axes).reshape(TypeRule.kept("all", x.type(), axes));
  }

  @Override
  public All withAxes(List<Integer> others) {
    return new All(others);
  }

  @Override
  public double identity() {
    return 1;
  }

  @Override
  public double combine(double a, double b) {
    return Math.min(a, b);
  }

  @Override
  public Set<DType> domain() {
    return Set.of(DType.BOOL);
  }

  @Override
  public Tensor pullback(Tensor x, Tensor y, Tensor yBar) {
    return Tensor.zeros(x.type());
  }

  /// Over no axes it is the tensor itself.
  @Override
  public Optional<Tensor> simplify(List<Tensor> inputs) {
    return axes.isEmpty() ? Optional.of(inputs.getFirst()) : Optional.empty();
  }
}

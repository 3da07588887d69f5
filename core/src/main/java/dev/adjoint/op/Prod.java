package dev.adjoint.op;

import dev.adjoint.graph.Reduction;
import dev.adjoint.graph.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Product over axes: `y = Π x`.
///
/// Shape: that of `x` without the axes. Dtypes: f32, f64 or i32 (wraps), kept. Derivative: the
/// product of all other elements, made of [running products][CumProd] from both sides and not by
/// division, so it is right where elements are 0, at any order. The product of no elements is 1.
///
/// @param axes the axes to fold, counted from the front, ascending
public record Prod(List<Integer> axes) implements Reduction {
  /// Keeps a copy of the axes.
  public Prod {
    axes = List.copyOf(axes);
  }

  /// {@return the product over some axes, which disappear}
  ///
  /// @param x the tensor
  /// @param axes the axes, from the back if negative; none means all
  /// @throws IllegalArgumentException if an axis does not exist or is named twice
  public static Tensor of(Tensor x, int... axes) {
    return new Prod(TypeRule.ask("prod", x, shape -> shape.axes(axes))).on(x);
  }

  /// {@return the product over some axes, which stay with size 1}
  ///
  /// @param x the tensor
  /// @param axes the axes, from the back if negative; none means all
  /// @throws IllegalArgumentException if an axis does not exist or is named twice
  public static Tensor keepDims(Tensor x, int... axes) {
    return of(x, axes).reshape(TypeRule.kept("prod", x.type(), axes));
  }

  @Override
  public Prod withAxes(List<Integer> others) {
    return new Prod(others);
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
  public Tensor pullback(Tensor x, Tensor y, Tensor yBar) {
    Tensor kept = yBar.reshape(x.shape().withOnes(axes).toArray());
    return axes.isEmpty() ? kept : kept.times(ofTheOthers(x));
  }

  /// The folded axes are put behind the others as one, along which the products run.
  private Tensor ofTheOthers(Tensor x) {
    int[] order =
        IntStream.concat(
                IntStream.range(0, x.shape().rank()).filter(axis -> !axes.contains(axis)),
                axes.stream().mapToInt(axis -> axis))
            .toArray();
    Tensor behind = x.transpose(order);
    int outer = x.shape().without(axes).count();
    int inner = axes.stream().mapToInt(x.shape()::size).reduce(1, Math::multiplyExact);
    Tensor line = behind.reshape(outer, inner);
    Tensor others = CumProd.of(line, 1, true, false).times(CumProd.of(line, 1, true, true));
    Tensor apart = others.reshape(behind.shape().toArray());
    return inverse(order, apart);
  }

  private static Tensor inverse(int[] order, Tensor x) {
    List<Integer> places = Arrays.stream(order).boxed().toList();
    return x.transpose(IntStream.range(0, order.length).map(places::indexOf).toArray());
  }

  /// Over no axes it is the tensor itself.
  @Override
  public Optional<Tensor> simplify(List<Tensor> inputs) {
    return axes.isEmpty() ? Optional.of(inputs.getFirst()) : Optional.empty();
  }
}

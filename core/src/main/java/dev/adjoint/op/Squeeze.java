package dev.adjoint.op;

import dev.adjoint.graph.Tensor;
import java.util.List;

/// A tensor without axes of size 1: a [Reshape].
public final class Squeeze {
  private Squeeze() {}

  /// {@return the tensor without some axes of size 1}
  ///
  /// @param x the tensor
  /// @param axes the axes, from the back if negative; none means all that have size 1
  /// @throws IllegalArgumentException if an axis does not exist, is named twice, or is not of size
  ///   1
  public static Tensor of(Tensor x, int... axes) {
    List<Integer> all = TypeRule.ask("squeeze", x, shape -> shape.axes(axes));
    List<Integer> ones = all.stream().filter(axis -> x.shape().size(axis) == 1).toList();
    if (axes.length > 0 && ones.size() < all.size()) {
      throw TypeRule.broken("squeeze", x, ": axes %s are not all of size 1".formatted(all));
    }
    return x.reshape(x.shape().without(ones).toArray());
  }
}

package dev.adjoint.op;

import dev.adjoint.graph.Tensor;
import java.util.stream.IntStream;

/// Two axes of a tensor in each other's place: a [Transpose].
public final class SwapAxes {
  private SwapAxes() {}

  /// {@return the tensor with two axes swapped}
  ///
  /// @param x the tensor
  /// @param first one axis, from the back if negative
  /// @param second the other, from the back if negative
  /// @throws IllegalArgumentException if an axis does not exist
  public static Tensor of(Tensor x, int first, int second) {
    int a = TypeRule.ask("swapaxes", x, shape -> shape.axis(first));
    int b = TypeRule.ask("swapaxes", x, shape -> shape.axis(second));
    int[] order = IntStream.range(0, x.shape().rank()).toArray();
    order[a] = b;
    order[b] = a;
    return Transpose.of(x, order);
  }
}

package dev.adjoint.nn.layer;

import dev.adjoint.graph.Tensor;

/// A layer around which its input goes past: `y = x + f(x)`. Source: He, Zhang, Ren, Sun, *Deep
/// residual learning for image recognition*, CVPR 2016, §3.1.
///
/// @param inner the layer `f`, whose output has the type of its input
public record Residual(Layer inner) implements Layer {
  /// {@return `x + f(x)`}
  ///
  /// @param x the input
  /// @throws IllegalArgumentException if the layer does not keep the type
  @Override
  public Tensor apply(Tensor x) {
    return sum(x, inner.apply(x));
  }

  /// {@return `x + f(x)` in the mode of a pass}
  ///
  /// @param x the input
  /// @param pass the mode, which the layer is given
  /// @throws IllegalArgumentException if the layer does not keep the type
  @Override
  public Tensor apply(Tensor x, Pass pass) {
    return sum(x, inner.apply(x, pass));
  }

  private static Tensor sum(Tensor x, Tensor y) {
    if (!y.type().equals(x.type())) {
      throw new IllegalArgumentException(
          "residual around a layer from %s to %s: the layer must keep the type"
              .formatted(x.type(), y.type()));
    }
    return x.plus(y);
  }
}

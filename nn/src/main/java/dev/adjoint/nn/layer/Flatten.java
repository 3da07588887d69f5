package dev.adjoint.nn.layer;

import dev.adjoint.graph.Tensor;

/// Lays the axes of each example in one: `[N,…]` gives `[N,features]`. Any dtype, kept.
public record Flatten() implements Layer {
  /// {@return the same numbers, `[N,features]`}
  ///
  /// @param x the input, `[N,…]`
  /// @throws IllegalArgumentException if it has no axis
  @Override
  public Tensor apply(Tensor x) {
    if (x.shape().rank() == 0) {
      throw new IllegalArgumentException("flatten of %s: wants [N,…]".formatted(x.type()));
    }
    int rows = x.shape().size(0);
    int features = 1;
    for (int axis = 1; axis < x.shape().rank(); axis++) {
      features *= x.shape().size(axis);
    }
    return x.reshape(rows, features);
  }
}

package dev.adjoint.nn.data;

import dev.adjoint.graph.Tensor;

/// Some rows of a data set, to be seen by a model at once.
///
/// @param inputs the inputs, `[rows,…]`
/// @param labels the labels of the same rows, `[rows,…]`
public record Batch(Tensor inputs, Tensor labels) {
  /// {@return the number of rows}
  public int size() {
    return inputs.shape().size(0);
  }

  /// {@return the types, such as `batch of inputs f32[100,784], labels i32[100]`}
  @Override
  public String toString() {
    return "batch of inputs %s, labels %s".formatted(inputs.type(), labels.type());
  }
}

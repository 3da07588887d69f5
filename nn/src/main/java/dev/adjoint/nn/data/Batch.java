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
}

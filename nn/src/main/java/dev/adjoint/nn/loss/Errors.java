package dev.adjoint.nn.loss;

import dev.adjoint.graph.Tensor;

/// Predictions beside targets, element by element.
final class Errors {
  private Errors() {}

  /// @throws IllegalArgumentException if the types differ: `[n,1]` minus `[n]` would broadcast to
  ///   `[n,n]` and train on nonsense
  static void check(String loss, Tensor predictions, Tensor targets) {
    if (!predictions.type().equals(targets.type()) || !predictions.type().isFloating()) {
      throw new IllegalArgumentException(
          "%s of %s and %s: predictions and targets must be of one type, f32 or f64; reshape or cast one"
              .formatted(loss, predictions.type(), targets.type()));
    }
  }
}

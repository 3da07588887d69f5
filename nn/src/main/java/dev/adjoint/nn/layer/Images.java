package dev.adjoint.nn.layer;

import dev.adjoint.array.TensorType;

/// Batches of images.
final class Images {
  private Images() {}

  static void check(String layer, TensorType x) {
    if (x.rank() != 4 || !x.isFloating()) {
      throw new IllegalArgumentException(
          "%s of %s: wants f32 or f64 [N,channels,height,width]".formatted(layer, x));
    }
  }
}

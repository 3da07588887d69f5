package dev.adjoint.nn.layer;

import dev.adjoint.array.Shape;
import dev.adjoint.array.TensorType;

/// How many inputs one output of a layer adds up, and how many outputs one input goes to.
record Fans(double in, double out) {
  /// @throws IllegalArgumentException if there are fewer than two axes, or no elements
  static Fans of(TensorType weight) {
    Shape shape = weight.shape();
    if (shape.rank() < 2 || shape.count() == 0) {
      throw new IllegalArgumentException(
          "initial values of %s: scaling by in and out needs a weight […,in,out] with elements; use normal(std), uniform(limit) or zeros()"
              .formatted(weight));
    }
    return new Fans(
        (double) shape.count() / shape.size(-1), (double) shape.count() / shape.size(-2));
  }

  double sum() {
    return in + out;
  }
}

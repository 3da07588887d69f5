package dev.adjoint.examples;

import dev.adjoint.array.TensorType;
import dev.adjoint.nn.layer.Affine;
import dev.adjoint.nn.layer.Initializer;
import dev.adjoint.random.Key;
import java.util.Locale;

/// How the weights of a layer are drawn.
enum Weights {
  /// From N(0, 0.01²).
  SMALL(Initializer.normal(0.01)),
  /// From a range that keeps the variance through sigmoid and tanh.
  XAVIER(Initializer.xavier()),
  /// From a normal distribution that keeps the variance through ReLU.
  HE(Initializer.he());

  private final Initializer initializer;

  Weights(Initializer initializer) {
    this.initializer = initializer;
  }

  /// {@return an f32 layer with such weights and biases of zero}
  /// @param in the size of the input
  /// @param out the size of the output
  /// @param key where the numbers come from
  Affine layer(int in, int out, Key key) {
    return Affine.of(TensorType.f32(in, out), initializer, key);
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}

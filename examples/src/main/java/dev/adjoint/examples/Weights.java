package dev.adjoint.examples;

import dev.adjoint.nn.layer.Affine;
import dev.adjoint.random.Key;
import java.util.Locale;

/// How the weights of a layer are drawn.
enum Weights {
  /// From N(0, 0.01²).
  SMALL,
  /// From a range that keeps the variance through sigmoid and tanh.
  XAVIER,
  /// From a normal distribution that keeps the variance through ReLU.
  HE;

  /// {@return an f32 layer with such weights and biases of zero}
  ///
  /// @param in the size of the input
  /// @param out the size of the output
  /// @param key where the numbers come from
  Affine layer(int in, int out, Key key) {
    return switch (this) {
      case SMALL -> Affine.normal(in, out, 0.01, key);
      case XAVIER -> Affine.xavier(in, out, key);
      case HE -> Affine.he(in, out, key);
    };
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}

package dev.adjoint.examples;

import dev.adjoint.graph.Tensor;
import dev.adjoint.nn.layer.Layer;
import dev.adjoint.op.Relu;
import dev.adjoint.op.Sigmoid;
import dev.adjoint.op.Tanh;
import java.util.Locale;

/// The function after a hidden layer.
enum Activation implements Layer {
  /// `1 / (1 + e⁻ˣ)`
  SIGMOID,
  /// `max(x, 0)`
  RELU,
  /// `tanh x`
  TANH;

  @Override
  public Tensor apply(Tensor x) {
    return switch (this) {
      case SIGMOID -> Sigmoid.of(x);
      case RELU -> Relu.of(x);
      case TANH -> Tanh.of(x);
    };
  }

  /// {@return the usual way to draw the weights in front of it; the articles' for the sigmoid}
  Weights weights() {
    return switch (this) {
      case SIGMOID -> Weights.SMALL;
      case RELU -> Weights.HE;
      case TANH -> Weights.XAVIER;
    };
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}

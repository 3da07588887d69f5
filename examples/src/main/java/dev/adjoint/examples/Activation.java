package dev.adjoint.examples;

import dev.adjoint.graph.Tensor;
import dev.adjoint.nn.layer.Layer;
import dev.adjoint.op.Relu;
import dev.adjoint.op.Sigmoid;
import dev.adjoint.op.Tanh;
import java.util.Locale;

/// The function after a hidden layer.
enum Activation implements Layer {
  /// `1 / (1 + e⁻ˣ)`, with the small weights of the articles.
  SIGMOID(Sigmoid::of, Weights.SMALL),
  /// `max(x, 0)`
  RELU(Relu::of, Weights.HE),
  /// `tanh x`
  TANH(Tanh::of, Weights.XAVIER);

  private final Layer function;
  private final Weights weights;

  Activation(Layer function, Weights weights) {
    this.function = function;
    this.weights = weights;
  }

  /// {@return the usual way to draw the weights in front of it}
  Weights weights() {
    return weights;
  }

  @Override
  public Tensor apply(Tensor x) {
    return function.apply(x);
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}

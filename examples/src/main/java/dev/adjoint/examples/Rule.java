package dev.adjoint.examples;

import dev.adjoint.nn.optim.Adam;
import dev.adjoint.nn.optim.Momentum;
import dev.adjoint.nn.optim.Optimizer;
import dev.adjoint.nn.optim.Sgd;
import java.util.Locale;

/// The rule that improves the weights.
enum Rule {
  /// Gradient descent.
  SGD,
  /// Gradient descent that keeps 0.9 of its velocity.
  MOMENTUM,
  /// Steps scaled by running means of the gradient and its square.
  ADAM;

  /// {@return the optimiser of this rule}
  ///
  /// @param learningRate its step size
  Optimizer at(double learningRate) {
    return switch (this) {
      case SGD -> new Sgd(learningRate);
      case MOMENTUM -> new Momentum(learningRate);
      case ADAM -> new Adam(learningRate);
    };
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}

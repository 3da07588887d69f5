package dev.adjoint.examples;

import dev.adjoint.nn.optim.Adam;
import dev.adjoint.nn.optim.Momentum;
import dev.adjoint.nn.optim.Optimizer;
import dev.adjoint.nn.optim.Sgd;
import java.util.Locale;
import java.util.function.DoubleFunction;

/// The rule that improves the weights.
enum Rule {
  /// Gradient descent.
  SGD(Sgd::new),
  /// Gradient descent that keeps 0.9 of its velocity.
  MOMENTUM(Momentum::new),
  /// Steps scaled by running means of the gradient and its square.
  ADAM(Adam::new);

  private final DoubleFunction<Optimizer> optimizer;

  Rule(DoubleFunction<Optimizer> optimizer) {
    this.optimizer = optimizer;
  }

  /// {@return the optimiser of this rule}
  /// @param learningRate its step size
  Optimizer at(double learningRate) {
    return optimizer.apply(learningRate);
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}

package dev.adjoint.examples.calculus;

import static dev.adjoint.Adjoint.compile;
import static dev.adjoint.graph.Tensor.scalar;

import dev.adjoint.graph.Tensor;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;

/// Derivatives without derivatives: central differences of the fourth order.
final class Differences {
  private Differences() {}

  /// {@return the slope of a function at zero}
  ///
  /// Source: Abramowitz and Stegun, *Handbook of Mathematical Functions* (1964), 25.3.21.
  ///
  /// @param f the function
  /// @param step the step; the error is of its fourth power
  static double slope(DoubleUnaryOperator f, double step) {
    double near = f.applyAsDouble(step) - f.applyAsDouble(-step);
    double far = f.applyAsDouble(2 * step) - f.applyAsDouble(-2 * step);
    return (8 * near - far) / (12 * step);
  }

  /// {@return the slope of a function of tensors along a direction}
  ///
  /// @param f the function
  /// @param x where to take it
  /// @param direction along what
  /// @param step the step
  static double slope(Function<Tensor, Tensor> f, Tensor x, Tensor direction, double step) {
    Function<Tensor, Tensor> line = compile(t -> f.apply(x.plus(direction.times(t))));
    return slope(t -> line.apply(scalar(t)).value().item(), step);
  }
}

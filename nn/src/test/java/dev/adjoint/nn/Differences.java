package dev.adjoint.nn;

import dev.adjoint.array.TensorType;
import dev.adjoint.check.GradientCheck;
import dev.adjoint.graph.Tensor;
import dev.adjoint.random.Key;
import java.util.function.Function;

/// Numbers for the tests, and the check of a gradient.
public final class Differences {
  private Differences() {}

  /// Asserts that the analytic gradients of a scalar function, to second order, are the numerical
  /// ones.
  ///
  /// @param f the function
  /// @param x where
  public static void assertGradient(Function<Tensor, Tensor> f, Tensor x) {
    GradientCheck.of(f).order(2).at(x).orThrow();
  }

  /// {@return normal numbers}
  ///
  /// @param seed what they depend on
  /// @param sizes the shape
  public static Tensor normal(long seed, int... sizes) {
    return Tensor.constant(Key.of(seed).normal(TensorType.f64(sizes)));
  }
}

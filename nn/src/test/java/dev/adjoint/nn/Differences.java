package dev.adjoint.nn;

import static dev.adjoint.Adjoint.eval;
import static dev.adjoint.Adjoint.grad;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.array.NDArray;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Tensor;
import dev.adjoint.random.Key;
import java.util.function.Function;

/// Numbers for the tests, and the gradient by central differences.
public final class Differences {
  private Differences() {}

  /// Asserts that the analytic gradient of a scalar function at `f64` numbers is the numerical one,
  /// to 10⁻⁷ relative or absolute.
  ///
  /// @param f the function
  /// @param x where
  public static void assertGradient(Function<Tensor, Tensor> f, Tensor x) {
    double[] analytic = eval(grad(f).apply(x)).toDoubleArray();
    for (int i = 0; i < analytic.length; i++) {
      double numerical = slope(f, x, i);
      assertThat(Math.abs(analytic[i] - numerical))
          .as("element %d: analytic %s, numerical %s", i, analytic[i], numerical)
          .isLessThan(1e-7 * Math.max(1, Math.abs(numerical)));
    }
  }

  private static double slope(Function<Tensor, Tensor> f, Tensor x, int index) {
    double h = 6e-6;
    return (at(f, x, index, h) - at(f, x, index, -h)) / (2 * h);
  }

  private static double at(Function<Tensor, Tensor> f, Tensor x, int index, double h) {
    double[] values = x.value().toDoubleArray();
    values[index] += h;
    return eval(f.apply(Tensor.constant(NDArray.wrap(x.type(), values)))).item();
  }

  /// {@return normal numbers}
  ///
  /// @param seed what they depend on
  /// @param sizes the shape
  public static Tensor normal(long seed, int... sizes) {
    return Tensor.constant(Key.of(seed).normal(TensorType.f64(sizes)));
  }
}

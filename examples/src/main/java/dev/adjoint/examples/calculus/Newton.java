package dev.adjoint.examples.calculus;

import static dev.adjoint.Adjoint.compile;
import static dev.adjoint.Adjoint.grad;
import static dev.adjoint.Adjoint.hessian;
import static dev.adjoint.graph.Tensor.constant;

import dev.adjoint.array.NDArray;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Tensor;
import dev.adjoint.random.Key;
import java.util.List;
import java.util.function.Function;

/// Newton's method: the minimum of `f(x) = Σᵢ cosh(aᵢ · (x − c))` over eight variables, which is
/// `c`, found to the last digits in a few steps with the Hessian.
final class Newton implements Study {
  private static final int SIZE = 8;
  private static final int ROWS = 20;
  private static final int STEPS = 12;

  private final Tensor a = constant(Key.of(1).normal(TensorType.f64(ROWS, SIZE), 0, 0.5));
  private final Tensor c = constant(Key.of(2).normal(TensorType.f64(SIZE)));

  private Tensor f(Tensor x) {
    Tensor t = a.matmul(x.minus(c));
    return t.exp().plus(t.negate().exp()).times(0.5).sum();
  }

  @Override
  public String title() {
    return "Newton's method, 8 variables";
  }

  private record Derivatives(Tensor gradient, Tensor hessian) {}

  private Tensor minimum() {
    Function<Tensor, Derivatives> derivatives =
        compile(x -> new Derivatives(grad(this::f).apply(x), hessian(this::f).apply(x)));
    Tensor x = constant(NDArray.full(TensorType.f64(SIZE), 0));
    for (int step = 0; step < STEPS; step++) {
      Derivatives at = derivatives.apply(x);
      x = constant(minus(x.value(), solve(at.hessian().value(), at.gradient().value())));
    }
    return x;
  }

  private static NDArray minus(NDArray x, double[] step) {
    double[] next = x.toDoubleArray();
    for (int i = 0; i < next.length; i++) {
      next[i] -= step[i];
    }
    return NDArray.of(next);
  }

  /// Elimination without pivots, which positive definite matrices do not need.
  private static double[] solve(NDArray matrix, NDArray right) {
    int n = right.count();
    double[] a = matrix.toDoubleArray();
    double[] b = right.toDoubleArray();
    for (int pivot = 0; pivot < n; pivot++) {
      for (int row = pivot + 1; row < n; row++) {
        double factor = a[row * n + pivot] / a[pivot * n + pivot];
        for (int k = pivot; k < n; k++) {
          a[row * n + k] -= factor * a[pivot * n + k];
        }
        b[row] -= factor * b[pivot];
      }
    }
    for (int row = n - 1; row >= 0; row--) {
      for (int k = row + 1; k < n; k++) {
        b[row] -= a[row * n + k] * b[k];
      }
      b[row] /= a[row * n + row];
    }
    return b;
  }

  @Override
  public List<Check> checks() {
    Tensor x = minimum();
    return List.of(
        Check.of("minimum, closed form", x, c, 1e-15),
        Check.of("least value, closed form", f(x), ROWS, 1e-15),
        Check.of(
            "Hessian there, closed form",
            hessian(this::f).apply(x),
            a.transpose().matmul(a),
            1e-14));
  }

  @Override
  public List<Race> races() {
    Tensor x = Tensor.zeros(TensorType.f64(SIZE));
    return List.of(
        Race.of(this::f, x), Race.of("Hessian", (Tensor y) -> f(y), hessian(this::f), x));
  }
}

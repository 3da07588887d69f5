package dev.adjoint.examples.calculus;

import static dev.adjoint.Adjoint.compile;
import static dev.adjoint.Adjoint.grad;
import static dev.adjoint.Adjoint.hessian;
import static dev.adjoint.Adjoint.hvp;
import static dev.adjoint.graph.Tensor.constant;

import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Tensor;
import dev.adjoint.random.Key;
import java.util.List;

/// Rosenbrock's function in 1,000 variables, `Σ 100 (xᵢ₊₁ − xᵢ²)² + (1 − xᵢ)²`: gradient, Hessian,
/// and Hessian times vector without the Hessian.
final class Rosenbrock implements Study {
  private static final int SIZE = 1000;

  private final Tensor x = constant(Key.of(1).normal(TensorType.f64(SIZE)));
  private final Tensor v = constant(Key.of(2).normal(TensorType.f64(SIZE)));

  private static Tensor f(Tensor x) {
    Tensor here = x.slice(0, 0, SIZE - 1);
    Tensor next = x.slice(0, 1, SIZE);
    Tensor valley = next.minus(here.squared()).squared().times(100);
    return valley.plus(here.negate().plus(1).squared()).sum();
  }

  @Override
  public String title() {
    return "Rosenbrock's function, 1,000 variables";
  }

  @Override
  public List<Check> checks() {
    double[] at = x.value().toDoubleArray();
    double[] gradient = new double[SIZE];
    double[] hessian = new double[SIZE * SIZE];
    for (int i = 0; i + 1 < SIZE; i++) {
      double valley = at[i + 1] - at[i] * at[i];
      gradient[i] += -400 * at[i] * valley - 2 * (1 - at[i]);
      gradient[i + 1] += 200 * valley;
      hessian[i * SIZE + i] += 800 * at[i] * at[i] - 400 * valley + 2;
      hessian[(i + 1) * SIZE + i + 1] += 200;
      hessian[i * SIZE + i + 1] = -400 * at[i];
      hessian[(i + 1) * SIZE + i] = -400 * at[i];
    }
    Tensor found = compile(hessian(Rosenbrock::f)).apply(x);
    return List.of(
        Check.of("gradient, closed form", grad(Rosenbrock::f).apply(x), gradient, 1e-15),
        Check.of("Hessian, closed form", found, hessian, 1e-15),
        Check.of(
            "Hessian times vector, of both",
            hvp(Rosenbrock::f).apply(x, v),
            found.matmul(v),
            1e-15));
  }

  @Override
  public List<Race> races() {
    return List.of(
        Race.of(Rosenbrock::f, x),
        Race.of("Hessian times vector", Rosenbrock::f, t -> hvp(Rosenbrock::f).apply(t, v), x),
        Race.of("Hessian, 1,000 columns", Rosenbrock::f, hessian(Rosenbrock::f), x));
  }
}

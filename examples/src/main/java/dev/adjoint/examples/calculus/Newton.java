package dev.adjoint.examples.calculus;

import static dev.adjoint.Adjoint.grad;
import static dev.adjoint.Adjoint.hessian;
import static dev.adjoint.Adjoint.iterate;
import static dev.adjoint.graph.Tensor.constant;

import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Tensor;
import dev.adjoint.op.Solve;
import dev.adjoint.random.Key;
import java.util.List;

/// Newton's method: the minimum of `f(x) = Σᵢ cosh(aᵢ · (x − c))` over eight variables, which is
/// `c`, found to the last digits in a few steps with the Hessian. The steps are one program.
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

  private Tensor step(Tensor x) {
    return x.minus(Solve.of(hessian(this::f).apply(x), grad(this::f).apply(x)));
  }

  private Tensor minimum() {
    return iterate(STEPS, (Tensor x) -> step(x), Tensor.zeros(c.type()));
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

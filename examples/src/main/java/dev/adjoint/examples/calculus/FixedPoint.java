package dev.adjoint.examples.calculus;

import static dev.adjoint.Adjoint.customGradient;
import static dev.adjoint.Adjoint.grad;
import static dev.adjoint.Adjoint.iterate;
import static dev.adjoint.Adjoint.jvp;
import static dev.adjoint.Adjoint.valueAndGrad;
import static dev.adjoint.Adjoint.vjp;
import static dev.adjoint.graph.Tensor.constant;

import dev.adjoint.Vjp;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Tensor;
import dev.adjoint.op.Tanh;
import dev.adjoint.random.Key;
import java.util.List;
import java.util.function.Function;

/// The derivative of a solution, without differentiating the search for it: the fixed point `x =
/// tanh(W x + θ)`.
///
/// By the implicit function theorem a cotangent `x̄` of the solution belongs to `θ̄ = uᵀ ∂f/∂θ`,
/// where `u = x̄ + uᵀ ∂f/∂x` is a fixed point too. Source: S. Bai, J. Z. Kolter, V. Koltun, *Deep
/// Equilibrium Models* (2019).
final class FixedPoint implements Study {
  private static final int SIZE = 50;
  private static final int STEPS = 120;

  record Parameters(Tensor w, Tensor theta) {
    Tensor next(Tensor x) {
      return Tanh.of(w.matmul(x).plus(theta));
    }
  }

  private final Parameters parameters =
      new Parameters(
          constant(Key.of(1).normal(TensorType.f64(SIZE, SIZE), 0, 0.07)),
          constant(Key.of(2).normal(TensorType.f64(SIZE))));

  private static Tensor unrolled(Parameters p) {
    return iterate(STEPS, (Tensor x) -> p.next(x), Tensor.zeros(p.theta().type()));
  }

  private static Tensor implicit(Parameters parameters) {
    Function<Parameters, Tensor> solution =
        customGradient(FixedPoint::unrolled, FixedPoint::pullback);
    return solution.apply(parameters);
  }

  private static Parameters pullback(Parameters p, Tensor x, Tensor xBar) {
    Vjp<Tensor, Tensor> byX = vjp((Tensor at) -> p.next(at), x);
    Tensor u = iterate(STEPS, (Tensor v) -> xBar.plus(byX.pullback().apply(v)), xBar);
    return vjp((Parameters at) -> at.next(x), p).pullback().apply(u);
  }

  @Override
  public String title() {
    return "fixed point of 50, implicit derivative";
  }

  private static Tensor loss(Tensor x) {
    return x.squared().sum();
  }

  @Override
  public List<Check> checks() {
    Tensor x = unrolled(parameters);
    Parameters known = grad((Parameters p) -> loss(unrolled(p))).apply(parameters);
    Parameters found = grad((Parameters p) -> loss(implicit(p))).apply(parameters);
    return List.of(
        Check.of("solution, its equation", x, parameters.next(x), 1e-15),
        Check.of("by θ, through all steps", found.theta(), known.theta(), 1e-13),
        Check.of("by W, through all steps", found.w(), known.w(), 1e-13),
        Check.of(
            "second order, through all steps",
            bend((Parameters p) -> loss(implicit(p))),
            bend((Parameters p) -> loss(unrolled(p))),
            1e-12));
  }

  /// The derivative of the gradient by `θ` along `θ`.
  private Tensor bend(Function<Parameters, Tensor> f) {
    Tensor still = Tensor.zeros(parameters.w().type());
    return jvp(grad(f), parameters, new Parameters(still, parameters.theta())).tangent().theta();
  }

  @Override
  public List<Race> races() {
    return List.of(
        Race.of(
            "unrolled",
            (Parameters p) -> loss(unrolled(p)),
            valueAndGrad(p -> loss(unrolled(p))),
            parameters),
        Race.of(
            "implicit",
            (Parameters p) -> loss(unrolled(p)),
            valueAndGrad(p -> loss(implicit(p))),
            parameters));
  }
}

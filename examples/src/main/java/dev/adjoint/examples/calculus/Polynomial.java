package dev.adjoint.examples.calculus;

import static dev.adjoint.Adjoint.compile;
import static dev.adjoint.Adjoint.grad;
import static dev.adjoint.Adjoint.scan;
import static dev.adjoint.graph.Tensor.constant;

import dev.adjoint.Step;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Tensor;
import dev.adjoint.random.Key;
import java.util.List;

/// Least squares with a polynomial of degree 127 at 16,392 points, by Horner's rule.
final class Polynomial implements Study {
  private static final int DEGREE = 127;
  private static final int POINTS = 16_392;

  record Nothing() {}

  private final Tensor x = constant(Key.of(1).uniform(TensorType.f64(POINTS), -1, 1));
  private final Tensor y = constant(Key.of(2).normal(TensorType.f64(POINTS)));

  /// From that of the highest power down.
  private final Tensor coefficients = constant(Key.of(3).normal(TensorType.f64(DEGREE + 1)));

  private Tensor loss(Tensor coefficients) {
    Tensor values =
        scan(
                (Tensor sum, Tensor c) -> new Step<>(sum.times(x).plus(c), new Nothing()),
                Tensor.zeros(x.type()),
                coefficients)
            .carry();
    return values.minus(y).squared().mean();
  }

  @Override
  public String title() {
    return "polynomial, 16,392 points, degree 127";
  }

  @Override
  public List<Check> checks() {
    double[] gradient = new double[DEGREE + 1];
    double loss = plain(gradient);
    return List.of(
        Check.of("value, plain Java", loss(coefficients), loss, 1e-14),
        Check.of(
            "gradient, closed form",
            compile(grad(this::loss)).apply(coefficients),
            gradient,
            1e-14));
  }

  /// The residual `r` of a point adds `2 r xᵏ / n`.
  private double plain(double[] gradient) {
    double loss = 0;
    for (int i = 0; i < POINTS; i++) {
      double at = x.value().value(i);
      double sum = 0;
      for (int k = 0; k <= DEGREE; k++) {
        sum = sum * at + coefficients.value().value(k);
      }
      double rest = sum - y.value().value(i);
      loss += rest * rest / POINTS;
      double power = 2 * rest / POINTS;
      for (int k = DEGREE; k >= 0; k--) {
        gradient[k] += power;
        power *= at;
      }
    }
    return loss;
  }

  @Override
  public List<Race> races() {
    return List.of(Race.of(this::loss, coefficients));
  }
}

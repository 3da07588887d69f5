package dev.adjoint.op;

import static dev.adjoint.Adjoint.eval;
import static dev.adjoint.Adjoint.grad;
import static dev.adjoint.graph.Tensor.scalar;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.graph.Tensor;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;

/// Functions against their values to 25 digits.
///
/// The tables were computed with mpmath 1.3 (Fredrik Johansson and others, mpmath.org) at 60 digits
/// for the exact binary value of each argument. A row holds the arguments and the value.
final class Reference {
  private Reference() {}

  /// Holds a function of one argument to a table, up to some units in the last place.
  static void accurate(DoubleUnaryOperator f, double ulps, String table) {
    compare(at -> f.applyAsDouble(at[0]), ulps, table);
  }

  /// Holds a function of two arguments to a table, up to some units in the last place.
  static void accurate(DoubleBinaryOperator f, double ulps, String table) {
    compare(at -> f.applyAsDouble(at[0], at[1]), ulps, table);
  }

  /// The derivative of some order, as the library finds it.
  static DoubleUnaryOperator derivative(UnaryOperator<Tensor> f, int order) {
    Function<Tensor, Tensor> derivative = f;
    for (int k = 0; k < order; k++) {
      derivative = grad(derivative);
    }
    Function<Tensor, Tensor> found = derivative;
    return x -> eval(found.apply(scalar(x))).item();
  }

  private static void compare(ToDoubleFunction<double[]> f, double ulps, String table) {
    for (String row : table.strip().lines().toList()) {
      String[] cells = row.strip().split(" +");
      var wanted = new BigDecimal(cells[cells.length - 1]);
      double[] at =
          Arrays.stream(cells, 0, cells.length - 1).mapToDouble(Double::valueOf).toArray();
      double got = f.applyAsDouble(at);
      assertThat(Double.isFinite(got)).as("%s is %s", row, got).isTrue();
      assertThat(distance(got, wanted)).as("ulps of %s to %s", got, row).isLessThanOrEqualTo(ulps);
    }
  }

  /// How many units in the last place of the wanted value a number is off.
  private static double distance(double got, BigDecimal wanted) {
    var unit = new BigDecimal(Math.ulp(wanted.doubleValue()));
    return new BigDecimal(got)
        .subtract(wanted)
        .abs()
        .divide(unit, MathContext.DECIMAL64)
        .doubleValue();
  }
}

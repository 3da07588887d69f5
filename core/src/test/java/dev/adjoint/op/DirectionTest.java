package dev.adjoint.op;

import static dev.adjoint.graph.Tensor.vector;
import static dev.adjoint.op.OpContract.close;
import static dev.adjoint.op.OpContract.formula;
import static dev.adjoint.op.OpContract.gradient;
import static dev.adjoint.op.OpContract.rejects;
import static dev.adjoint.op.OpContract.run;
import static java.lang.Double.NEGATIVE_INFINITY;
import static java.lang.Double.NaN;
import static java.lang.Double.POSITIVE_INFINITY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.array.DType;
import dev.adjoint.array.NDArray;
import dev.adjoint.graph.Tensor;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import net.jqwik.api.Example;

final class DirectionTest implements BinaryContract.Smooth {
  @Override
  public Tensor of(Tensor a, Tensor b) {
    return Direction.of(a, b, 2, 1, 1);
  }

  @Override
  public double value(double a, double b) {
    return new Direction(2, 1, 1).apply(a, b);
  }

  @Override
  public List<DType> domain() {
    return List.of(DType.FLOAT32, DType.FLOAT64);
  }

  @Example
  void keepsItsDigitsWhereverItsValueIsANumber() {
    double[] sizes = {1e-300, 1e-200, -1e-100, 1e-9, 3, -7, 1e9, 1e100, 1e200};
    for (double a : sizes) {
      for (double b : sizes) {
        for (int power = 0; power < 4; power++) {
          isExact(new Direction(1, power, 0), a, b);
          isExact(new Direction(0, 1 + power, power), a, b);
          isExact(new Direction(power, 2, 1), a, b);
          isExact(new Direction(2, 3, power), a, b);
        }
      }
    }
  }

  /// Against `aᵖ b𐞥 / √(a² + b²)ᵖ⁺𐞥⁺ⁿ` to 50 digits.
  private static void isExact(Direction op, double a, double b) {
    var context = new MathContext(50);
    var x = new BigDecimal(a);
    var y = new BigDecimal(b);
    BigDecimal length = x.multiply(x).add(y.multiply(y)).sqrt(context);
    BigDecimal wanted =
        x.pow(op.cosines())
            .multiply(y.pow(op.sines()))
            .divide(length.pow(op.cosines() + op.sines() + op.lengths(), context), context);
    double nearest = wanted.doubleValue();
    double got = op.apply(a, b);
    if (Double.isInfinite(nearest)) {
      assertThat(got).as("%s of %s and %s", op, a, b).isEqualTo(nearest);
    } else if (Math.abs(nearest) < Double.MIN_NORMAL) {
      assertThat(Math.abs(got - nearest)).isLessThanOrEqualTo(8 * Double.MIN_VALUE);
    } else {
      BigDecimal error = new BigDecimal(got).subtract(wanted).divide(wanted, context).abs();
      assertThat(error.doubleValue()).as("%s of %s and %s", op, a, b).isLessThan(2e-15);
    }
  }

  @Example
  void specialValues() {
    Tensor a = vector(0.0, -0.0, POSITIVE_INFINITY, NEGATIVE_INFINITY, 1, NaN, 5e-324);
    Tensor b = vector(0.0, 0.0, 1, POSITIVE_INFINITY, NEGATIVE_INFINITY, 1, 0);
    close(
        run(Direction.of(a, b, 1, 0, 0)), NDArray.of(0.0, -0.0, 1, -Math.sqrt(0.5), 0, NaN, 1), 1);
    assertThat(run(Direction.of(a, b, 0, 1, 2))).isEqualTo(NDArray.of(0, 0, 0, 0, -0.0, NaN, 0));
    assertThat(run(Direction.of(a, b, 1, 0, 1)))
        .isEqualTo(NDArray.of(0.0, -0.0, 0, -0.0, 0, NaN, POSITIVE_INFINITY));
  }

  /// `sin² φ / r` and `−cos φ sin φ / r`; 0 on the axis, however small `r` is.
  @Example
  void slopesOfTheCosine() {
    List<NDArray> slopes =
        gradient(
            formula((a, b) -> Direction.of(a, b, 1, 0, 0)),
            NDArray.of(3, 1e-310),
            NDArray.of(4, 0.0));
    close(slopes.getFirst(), NDArray.of(0.128, 0), 2);
    close(slopes.getLast(), NDArray.of(-0.096, -0.0), 2);
  }

  @Example
  void wantsACosineOrASine() {
    Tensor x = vector(1);
    rejects(
        () -> Direction.of(x, x, 0, 0, 1),
        "direction of powers 0, 0 and 1: wants none below 0, and a cosine or a sine");
    rejects(
        () -> Direction.of(x, x, 1, -1, 1),
        "direction of powers 1, -1 and 1: wants none below 0, and a cosine or a sine");
    rejects(
        () -> Direction.of(x, x, -1, 2, 1),
        "direction of powers -1, 2 and 1: wants none below 0, and a cosine or a sine");
    rejects(
        () -> Direction.of(x, x, 1, 1, -1),
        "direction of powers 1, 1 and -1: wants none below 0, and a cosine or a sine");
  }
}

package dev.adjoint.op;

import static dev.adjoint.graph.Tensor.vector;
import static dev.adjoint.op.OpContract.formula;
import static dev.adjoint.op.OpContract.gradient;
import static dev.adjoint.op.OpContract.run;
import static java.lang.Double.NEGATIVE_INFINITY;
import static java.lang.Double.NaN;
import static java.lang.Double.POSITIVE_INFINITY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.array.DType;
import dev.adjoint.array.NDArray;
import dev.adjoint.check.Numbers;
import dev.adjoint.graph.Tensor;
import java.math.BigDecimal;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

final class FloorDivTest implements BinaryContract.Smooth {
  @Override
  public Tensor of(Tensor a, Tensor b) {
    return FloorDiv.of(a, b);
  }

  @Override
  public double value(double a, double b) {
    return new FloorDiv().apply(a, b);
  }

  @Override
  public List<DType> domain() {
    return List.of(DType.FLOAT32, DType.FLOAT64, DType.INT32);
  }

  @Override
  public int valueOfInts(int a, int b) {
    return b == 0 ? 0 : (int) (long) Math.floor((double) a / b);
  }

  @Override
  public Numbers first() {
    return Numbers.between(0.01, 0.19);
  }

  @Example
  void roundsDown() {
    Tensor a = vector(5.5, -5.5, 5.5, -5.5, 1, 0.3, 1, -1);
    Tensor b = vector(2, 2, -2, -2, 0.1, 0.1, 2, -2);
    assertThat(run(FloorDiv.of(a, b))).isEqualTo(NDArray.of(2, -3, -3, 2, 9, 2, 0.0, 0.0));
  }

  /// Quotients of up to 18 digits, which f64 does not hold beyond 2⁵³: those are rounded once.
  @Property(tries = 1000, seed = "1")
  void isTheFloorOfTheExactQuotient(
      @ForAll @DoubleRange(min = -1, max = 1) double a,
      @ForAll @DoubleRange(min = .1, max = 1) double size,
      @ForAll boolean negative,
      @ForAll @IntRange(max = 17) int digits) {
    double b = (negative ? -size : size) / Math.pow(10, digits);
    assertThat(value(a, b)).isEqualTo(floor(new BigDecimal(a), new BigDecimal(b)).doubleValue());
  }

  private static BigDecimal floor(BigDecimal a, BigDecimal b) {
    BigDecimal[] parts = a.divideAndRemainder(b);
    return parts[1].signum() * b.signum() < 0 ? parts[0].subtract(BigDecimal.ONE) : parts[0];
  }

  @Example
  void specialValues() {
    Tensor a = vector(1, -1, 0, POSITIVE_INFINITY, 1, -1, -0.0, NaN);
    Tensor b = vector(0, 0, 0, 2, POSITIVE_INFINITY, POSITIVE_INFINITY, 3, 1);
    assertThat(run(FloorDiv.of(a, b)))
        .isEqualTo(NDArray.of(POSITIVE_INFINITY, NEGATIVE_INFINITY, NaN, NaN, 0.0, -1, -0.0, NaN));
  }

  @Example
  void hasNoSlope() {
    assertThat(gradient(formula(FloorDiv::of), NDArray.of(4.0, 5), NDArray.of(2.0, 2)))
        .containsExactly(NDArray.of(0.0, 0), NDArray.of(0.0, 0));
    Tensor x = vector(5.5);
    assertThat(run(new FloorDiv().derivative(1, x, x, x))).isEqualTo(NDArray.of(0.0));
  }
}

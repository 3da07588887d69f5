package dev.adjoint.op;

import static dev.adjoint.graph.Tensor.vector;
import static dev.adjoint.op.OpContract.close;
import static dev.adjoint.op.OpContract.formula;
import static dev.adjoint.op.OpContract.gradient;
import static dev.adjoint.op.OpContract.run;
import static dev.adjoint.op.OpContract.second;
import static dev.adjoint.op.Reference.accurate;
import static java.lang.Double.NEGATIVE_INFINITY;
import static java.lang.Double.POSITIVE_INFINITY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.array.DType;
import dev.adjoint.array.NDArray;
import dev.adjoint.graph.Tensor;
import java.util.List;
import net.jqwik.api.Example;

final class Atan2Test implements BinaryContract.Smooth {
  @Override
  public Tensor of(Tensor a, Tensor b) {
    return Atan2.of(a, b);
  }

  @Override
  public double value(double a, double b) {
    return Math.atan2(a, b);
  }

  @Override
  public List<DType> domain() {
    return List.of(DType.FLOAT32, DType.FLOAT64);
  }

  @Example
  void quadrants() {
    Tensor y = vector(0.0, -0.0, 1, 1, -1, 0.0);
    Tensor x = vector(-1, -1, 0, -1, -1, 0.0);
    double pi = Math.PI;
    assertThat(run(Atan2.of(y, x)))
        .isEqualTo(NDArray.of(pi, -pi, pi / 2, 3 * pi / 4, -3 * pi / 4, 0.0));
  }

  @Example
  void slopes() {
    NDArray y = NDArray.of(3, 0, -0.0, 3e200, 0.0, POSITIVE_INFINITY, 1);
    NDArray x = NDArray.of(4, -2, -2.0, 4e200, 0.0, POSITIVE_INFINITY, NEGATIVE_INFINITY);
    List<NDArray> slopes = gradient(formula(Atan2::of), y, x);
    close(slopes.getFirst(), NDArray.of(0.16, -0.5, -0.5, 1.6e-201, 0, 0, -0.0), 2);
    close(slopes.getLast(), NDArray.of(-0.12, -0.0, 0.0, -1.2e-201, -0.0, -0.0, -0.0), 2);
  }

  @Example
  void isFlatAtTheOriginToAllOrders() {
    NDArray zero = NDArray.of(0.0);
    OpContract.within(second(formula(Atan2::of), zero, zero).getFirst(), zero, 0);
    OpContract.within(second(formula(Atan2::of), zero, zero).getLast(), zero, 0);
  }

  /// The second derivative is `∓2xy / (x² + y²)²`, so 0 on the axes, however near the origin.
  @Example
  void isStraightOnTheAxes() {
    Tensor zero = Tensor.scalar(0.0);
    for (double at : new double[] {1e-310, -1e-200, 1e-155}) {
      assertThat(Reference.derivative(y -> Atan2.of(y, zero), 2).applyAsDouble(at)).isZero();
      assertThat(Reference.derivative(x -> Atan2.of(zero, x), 2).applyAsDouble(at)).isZero();
    }
  }

  /// The second derivative by `y` is `−2xy / (x² + y²)²`.
  @Example
  void secondDerivative() {
    accurate(
        Reference.derivative(y -> Atan2.of(y, Tensor.scalar(-3)), 2),
        6,
        """
        1e-10  7.407407407407407677259075e-12
        2.5  0.06449879064767535608707337
        -10000000000.0  -5.999999999999999998920000e-30
        1e+60  6.000000000000000911031565e-180
        """);
  }
}

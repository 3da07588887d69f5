package dev.adjoint.op;

import static dev.adjoint.Adjoint.grad;
import static dev.adjoint.graph.Tensor.vector;
import static dev.adjoint.op.OpContract.close;
import static dev.adjoint.op.OpContract.formula;
import static dev.adjoint.op.OpContract.gradient;
import static dev.adjoint.op.OpContract.run;
import static dev.adjoint.op.OpContract.second;
import static dev.adjoint.op.Reference.accurate;
import static java.lang.Double.NaN;
import static java.lang.Double.POSITIVE_INFINITY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.array.DType;
import dev.adjoint.array.NDArray;
import dev.adjoint.graph.Tensor;
import java.util.List;
import java.util.function.UnaryOperator;
import net.jqwik.api.Example;

final class HypotTest implements BinaryContract.Smooth {
  @Override
  public Tensor of(Tensor a, Tensor b) {
    return Hypot.of(a, b);
  }

  @Override
  public double value(double a, double b) {
    return Math.hypot(a, b);
  }

  @Override
  public List<DType> domain() {
    return List.of(DType.FLOAT32, DType.FLOAT64);
  }

  @Example
  void nothingOverflows() {
    close(
        run(Hypot.of(vector(3e200, 3e-200, -3, POSITIVE_INFINITY), vector(4e200, 4e-200, 4, NaN))),
        NDArray.of(5e200, 5e-200, 5, POSITIVE_INFINITY),
        1);
  }

  @Example
  void isFlatAtTheOrigin() {
    NDArray zero = NDArray.of(0.0, -0.0);
    assertThat(gradient(formula(Hypot::of), zero, NDArray.of(0.0, 0.0)))
        .containsExactly(NDArray.of(0.0, -0.0), NDArray.of(0.0, 0.0));
    assertThat(second(formula(Hypot::of), zero, zero))
        .containsExactly(NDArray.of(0.0, 0), NDArray.of(0.0, 0));
  }

  @Example
  void slopesAreTheDirection() {
    NDArray a = NDArray.of(3e200, 3e-320, POSITIVE_INFINITY, POSITIVE_INFINITY, 1, -5);
    NDArray b = NDArray.of(4e200, 4e-320, 1, POSITIVE_INFINITY, POSITIVE_INFINITY, 0);
    List<NDArray> slopes = gradient(formula(Hypot::of), a, b);
    close(slopes.getFirst(), NDArray.of(0.6, 0.6, 1, Math.sqrt(0.5), 0, -1), 1);
    close(slopes.getLast(), NDArray.of(0.8, 0.8, 0, Math.sqrt(0.5), 1, 0), 1);
  }

  /// Where `1/y²` overflows; on the axes the derivatives of order 2 and more along them are 0.
  @Example
  void derivativesNearTheOrigin() {
    for (int order = 2; order <= 4; order++) {
      for (double x : new double[] {1e-310, -1e-200, 1e-155}) {
        assertThat(
                Reference.derivative(a -> Hypot.of(a, Tensor.scalar(0.0)), order).applyAsDouble(x))
            .as("order %d at %s", order, x)
            .isZero();
      }
    }
    accurate(
        Reference.derivative(a -> Hypot.of(a, Tensor.scalar(1e-300)), 3),
        6,
        """
        1e-100  -2.999999999999999910451753e-200
        """);
    Tensor x = Cast.of(vector(1e-20, -1e-30), DType.FLOAT32);
    UnaryOperator<Tensor> f = a -> Hypot.of(a, Tensor.zeros(a.type()));
    assertThat(run(slope(slope(slope(f))).apply(x).abs())).isEqualTo(run(Tensor.zeros(x.type())));
  }

  private static UnaryOperator<Tensor> slope(UnaryOperator<Tensor> f) {
    return grad((Tensor x) -> f.apply(x).sum())::apply;
  }

  /// By `a` alone: `b² / y³`, though the slope `a/y` is 1 to all digits.
  @Example
  void curvatureIsNotLost() {
    UnaryOperator<Tensor> of = a -> Hypot.of(a, Tensor.scalar(1));
    accurate(
        Reference.derivative(of, 2),
        5,
        """
        1000000000.0  9.999999999999999985000000e-28
        1e+50  9.999999999999997711069048e-151
        0.3  0.8787397112120655058887152
        -1000000000000.0  9.999999999999999999999985e-37
        """);
    accurate(
        Reference.derivative(of, 3),
        12,
        """
        1000000000.0  -2.999999999999999992500000e-36
        1e+50  -2.999999999999999084427619e-200
        0.3  -0.7255648991659256246469404
        -1000000000000.0  2.999999999999999999999992e-48
        """);
  }
}

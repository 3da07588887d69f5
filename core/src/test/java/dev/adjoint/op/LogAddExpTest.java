package dev.adjoint.op;

import static dev.adjoint.Adjoint.eval;
import static dev.adjoint.Adjoint.grad;
import static dev.adjoint.graph.Tensor.vector;
import static dev.adjoint.op.OpContract.formula;
import static dev.adjoint.op.OpContract.gradient;
import static dev.adjoint.op.OpContract.run;
import static dev.adjoint.op.Reference.accurate;
import static java.lang.Double.NEGATIVE_INFINITY;
import static java.lang.Double.NaN;
import static java.lang.Double.POSITIVE_INFINITY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.array.DType;
import dev.adjoint.array.NDArray;
import dev.adjoint.array.TensorType;
import dev.adjoint.check.Numbers;
import dev.adjoint.check.Shapes;
import dev.adjoint.graph.Tensor;
import java.util.List;
import java.util.function.Function;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

final class LogAddExpTest implements BinaryContract.Smooth {
  @Override
  public Tensor of(Tensor a, Tensor b) {
    return LogAddExp.of(a, b);
  }

  @Override
  public double value(double a, double b) {
    return new LogAddExp().apply(a, b);
  }

  @Override
  public List<DType> domain() {
    return List.of(DType.FLOAT32, DType.FLOAT64);
  }

  /// The slopes add up to 1, so equal cotangents give the second derivative 0 up to rounding, with
  /// which nothing can be compared; the factor sees to it that they are not equal.
  @Override
  @Property(tries = 100, seed = "4")
  public void contractHolds(@ForAll("pairs") Shapes.Pair pair, @ForAll long seed) {
    NDArray a = Numbers.smooth().array(new TensorType(DType.FLOAT64, pair.left()), seed);
    NDArray b = Numbers.smooth().array(new TensorType(DType.FLOAT64, pair.right()), ~seed);
    OpContract.holds(formula((x, y) -> of(x, y.times(2))), a, b);
  }

  @Example
  void infinities() {
    Tensor a =
        vector(
            NEGATIVE_INFINITY,
            NEGATIVE_INFINITY,
            POSITIVE_INFINITY,
            POSITIVE_INFINITY,
            1000,
            -1000,
            NaN);
    Tensor b =
        vector(
            NEGATIVE_INFINITY,
            3,
            POSITIVE_INFINITY,
            NEGATIVE_INFINITY,
            1000,
            -1000,
            NEGATIVE_INFINITY);
    assertThat(run(LogAddExp.of(a, b)))
        .isEqualTo(
            NDArray.of(
                NEGATIVE_INFINITY,
                3,
                POSITIVE_INFINITY,
                POSITIVE_INFINITY,
                1000 + Math.log(2),
                -1000 + Math.log(2),
                NaN));
  }

  @Example
  void slopesShareOne() {
    NDArray a =
        NDArray.of(
            NEGATIVE_INFINITY,
            NEGATIVE_INFINITY,
            POSITIVE_INFINITY,
            POSITIVE_INFINITY,
            1000,
            -1000);
    NDArray b = NDArray.of(NEGATIVE_INFINITY, 3, POSITIVE_INFINITY, NEGATIVE_INFINITY, 1000, 1000);
    assertThat(gradient(formula(LogAddExp::of), a, b))
        .containsExactly(NDArray.of(0.5, 0, 0.5, 1, 0.5, 0), NDArray.of(0.5, 1, 0.5, 0, 0.5, 1));
  }

  @Example
  void curvature() {
    Tensor half = vector(NEGATIVE_INFINITY, NEGATIVE_INFINITY, 2);
    Function<Tensor, Tensor> f = x -> LogAddExp.of(x, half).sum();
    NDArray second =
        eval(grad((Tensor x) -> grad(f).apply(x).sum()).apply(vector(NEGATIVE_INFINITY, 3, 2)));
    assertThat(second).isEqualTo(NDArray.of(0.0, 0, 0.25));
  }

  @Example
  void values() {
    accurate(
        (a, b) -> new LogAddExp().apply(a, b),
        2,
        """
        0.3 0.2  0.9443966600735708942754497
        -3.0 5.5  5.500203447672129443092651
        1e-05 -700.0  0.00001000000000000000081803054
        40.0 3.7  40.00000000000000017183448
        -2000.5 -2000.0  -1999.525923015819893319127
        """);
  }
}

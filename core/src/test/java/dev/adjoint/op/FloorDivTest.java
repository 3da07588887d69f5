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
import java.util.List;
import net.jqwik.api.Example;

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

package dev.adjoint.op;

import static dev.adjoint.graph.Tensor.vector;
import static dev.adjoint.op.OpContract.formula;
import static dev.adjoint.op.OpContract.gradient;
import static dev.adjoint.op.OpContract.rejects;
import static dev.adjoint.op.OpContract.run;
import static dev.adjoint.op.OpContract.second;
import static java.lang.Double.NEGATIVE_INFINITY;
import static java.lang.Double.NaN;
import static java.lang.Double.POSITIVE_INFINITY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.array.NDArray;
import dev.adjoint.check.Numbers;
import dev.adjoint.graph.Tensor;
import net.jqwik.api.Example;

final class ClipTest implements UnaryContract {
  @Override
  public Tensor of(Tensor x) {
    return Clip.of(x, -1, 1.5);
  }

  @Override
  public double value(double x) {
    return Double.isNaN(x) ? x : x < -1 ? -1 : x > 1.5 ? 1.5 : x;
  }

  @Override
  public Numbers smooth() {
    return Numbers.between(-0.9, 1.4);
  }

  @Example
  void isFlatOutsideAndAtTheBounds() {
    assertThat(gradient(formula(this::of), NDArray.of(-2, -1, 0, 1.5, 2, NaN)))
        .containsExactly(NDArray.of(0.0, 0, 1, 0, 0, 0));
    assertThat(second(formula(this::of), NDArray.of(-1, 0, 1.5)))
        .containsExactly(NDArray.of(0.0, 0, 0));
  }

  @Example
  void choosesInsteadOfMultiplying() {
    assertThat(gradient(formula(x -> of(x).div(0)), NDArray.of(-2.0, 1)))
        .containsExactly(NDArray.of(0, POSITIVE_INFINITY));
    Tensor x = vector(-2, 1);
    assertThat(run(new Clip(-1, 1.5).derivative(x, of(x)))).isEqualTo(NDArray.of(0.0, 1));
  }

  @Example
  void oneSideIsOpen() {
    Tensor x = vector(-9, 9, -0.0);
    assertThat(run(Clip.of(x, 0, POSITIVE_INFINITY))).isEqualTo(NDArray.of(0.0, 9, 0));
    assertThat(run(Clip.of(x, NEGATIVE_INFINITY, 0))).isEqualTo(NDArray.of(-9, 0.0, -0.0));
  }

  @Example
  void boundsAreInOrder() {
    rejects(
        () -> Clip.of(vector(1), 2, 1),
        "clip to [2.0, 1.0]: the low bound must not be above the high one");
    rejects(
        () -> Clip.of(vector(1), NaN, 1),
        "clip to [NaN, 1.0]: the low bound must not be above the high one");
  }
}

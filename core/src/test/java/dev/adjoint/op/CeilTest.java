package dev.adjoint.op;

import static dev.adjoint.graph.Tensor.vector;
import static dev.adjoint.op.OpContract.formula;
import static dev.adjoint.op.OpContract.gradient;
import static dev.adjoint.op.OpContract.listing;
import static dev.adjoint.op.OpContract.run;
import static dev.adjoint.op.OpContract.simplifies;
import static dev.adjoint.op.OpContract.stays;
import static java.lang.Double.NEGATIVE_INFINITY;
import static java.lang.Double.NaN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.array.NDArray;
import dev.adjoint.array.TensorType;
import dev.adjoint.check.Numbers;
import dev.adjoint.graph.Tensor;
import java.util.List;
import net.jqwik.api.Example;

final class CeilTest implements UnaryContract {
  @Override
  public Tensor of(Tensor x) {
    return Ceil.of(x);
  }

  @Override
  public double value(double x) {
    return -Math.floor(-x);
  }

  @Override
  public Numbers smooth() {
    return Numbers.between(0.1, 0.4);
  }

  @Example
  void jumpsAreFlat() {
    assertThat(run(Ceil.of(vector(-1.5, -0.5, -0.0, 0.5, 1.5, 1e-300, NaN, NEGATIVE_INFINITY))))
        .isEqualTo(NDArray.of(-1, -0.0, -0.0, 1, 2, 1, NaN, NEGATIVE_INFINITY));
    assertThat(gradient(formula(Ceil::of), NDArray.of(-1.5, -1, 0, 0.5, 2)))
        .containsExactly(NDArray.of(0.0, 0, 0, 0, 0));
    assertThat(gradient(formula(x -> Ceil.of(x).div(0)), NDArray.of(1.0)))
        .containsExactly(NDArray.of(0.0));
  }

  @Example
  void wholeNumbersStay() {
    for (OpContract.Formula whole :
        List.of(formula(Floor::of), formula(Ceil::of), formula(Round::of), formula(Trunc::of))) {
      String once = listing(whole, TensorType.f64(9)) + "\nreturn %1";
      simplifies(xs -> Ceil.of(whole.apply(xs)), once, TensorType.f64(9));
    }
    stays(formula(x -> Ceil.of(x.abs())), TensorType.f64(9));
  }
}

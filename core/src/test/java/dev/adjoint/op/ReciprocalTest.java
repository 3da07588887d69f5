package dev.adjoint.op;

import static dev.adjoint.graph.Tensor.vector;
import static dev.adjoint.op.OpContract.formula;
import static dev.adjoint.op.OpContract.gradient;
import static dev.adjoint.op.OpContract.run;
import static dev.adjoint.op.Reference.accurate;
import static java.lang.Double.NEGATIVE_INFINITY;
import static java.lang.Double.POSITIVE_INFINITY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.array.NDArray;
import dev.adjoint.graph.Tensor;
import java.util.List;
import net.jqwik.api.Example;

final class ReciprocalTest implements UnaryContract {
  @Override
  public Tensor of(Tensor x) {
    return Reciprocal.of(x);
  }

  @Override
  public double value(double x) {
    return 1 / x;
  }

  @Example
  void specialValues() {
    assertThat(run(Reciprocal.of(vector(0.0, -0.0, 4, NEGATIVE_INFINITY))))
        .isEqualTo(NDArray.of(POSITIVE_INFINITY, NEGATIVE_INFINITY, 0.25, -0.0));
    assertThat(gradient(formula(Reciprocal::of), NDArray.of(0.0, -0.0, 4, POSITIVE_INFINITY)))
        .containsExactly(NDArray.of(NEGATIVE_INFINITY, NEGATIVE_INFINITY, -0.0625, -0.0));
  }

  @Example
  void slopesUnderflowLast() {
    Tensor large = vector(1e200);
    Tensor v = vector(1e300);
    Tensor y = Reciprocal.of(large);
    accurate(x -> run(new Reciprocal().pullback(0, List.of(large), y, v)).value(0), 2, "0 -1e-100");
    assertThat(run(new Reciprocal().derivative(vector(4), vector(0.25))))
        .isEqualTo(NDArray.of(-0.0625));
  }
}

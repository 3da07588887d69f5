package dev.adjoint.op;

import static dev.adjoint.graph.Tensor.vector;
import static dev.adjoint.op.OpContract.formula;
import static dev.adjoint.op.OpContract.gradient;
import static dev.adjoint.op.OpContract.run;
import static dev.adjoint.op.Reference.accurate;
import static java.lang.Double.NaN;
import static java.lang.Double.POSITIVE_INFINITY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.array.NDArray;
import dev.adjoint.check.Numbers;
import dev.adjoint.graph.Tensor;
import net.jqwik.api.Example;

final class TanTest implements UnaryContract {
  @Override
  public Tensor of(Tensor x) {
    return Tan.of(x);
  }

  @Override
  public double value(double x) {
    return Math.tan(x);
  }

  @Override
  public Numbers smooth() {
    return Numbers.between(-1.2, 1.2);
  }

  @Example
  void specialValues() {
    assertThat(run(Tan.of(vector(-0.0, 0.0, POSITIVE_INFINITY))))
        .isEqualTo(NDArray.of(-0.0, 0.0, NaN));
    assertThat(gradient(formula(Tan::of), NDArray.of(0.0))).containsExactly(NDArray.of(1.0));
  }

  @Example
  void thirdDerivative() {
    accurate(
        Reference.derivative(Tan::of, 3),
        8,
        """
        0.1  2.081144443921995122603773
        -1.2  317.5535870299488660508066
        1.5  238840.8416053401366926098
        """);
  }
}

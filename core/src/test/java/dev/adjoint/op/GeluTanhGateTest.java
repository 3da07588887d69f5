package dev.adjoint.op;

import static dev.adjoint.graph.Tensor.vector;
import static dev.adjoint.op.OpContract.run;
import static dev.adjoint.op.Reference.accurate;
import static java.lang.Double.NEGATIVE_INFINITY;
import static java.lang.Double.NaN;
import static java.lang.Double.POSITIVE_INFINITY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.array.NDArray;
import dev.adjoint.graph.Tensor;
import net.jqwik.api.Example;

final class GeluTanhGateTest implements UnaryContract {
  @Override
  public Tensor of(Tensor x) {
    return GeluTanhGate.of(x);
  }

  @Override
  public double value(double x) {
    return new GeluTanhGate().apply(x);
  }

  @Example
  void specialValues() {
    assertThat(run(GeluTanhGate.of(vector(0, NEGATIVE_INFINITY, POSITIVE_INFINITY, NaN))))
        .isEqualTo(NDArray.of(0.5, 0, 1, NaN));
  }

  /// The gate times its argument is the value of a GELU; `0.044715` is a decimal number here.
  @Example
  void values() {
    accurate(
        x -> x * new GeluTanhGate().apply(x),
        4,
        """
        -15.0  -1.558476993727405496501450e-114
        -8.1  -6.700159337389302084644233e-22
        -3.3  -0.001311228118335804531110339
        0.5  0.3457140098251439220377573
        2.2  2.169678527038011567302562
        """);
  }
}

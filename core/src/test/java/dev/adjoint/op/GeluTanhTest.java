package dev.adjoint.op;

import static dev.adjoint.graph.Tensor.vector;
import static dev.adjoint.op.OpContract.formula;
import static dev.adjoint.op.OpContract.gradient;
import static dev.adjoint.op.OpContract.run;
import static dev.adjoint.op.OpContract.second;
import static dev.adjoint.op.Reference.accurate;
import static java.lang.Double.NEGATIVE_INFINITY;
import static java.lang.Double.NaN;
import static java.lang.Double.POSITIVE_INFINITY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.adjoint.array.NDArray;
import dev.adjoint.graph.Tensor;
import net.jqwik.api.Example;

final class GeluTanhTest implements UnaryContract {
  @Override
  public Tensor of(Tensor x) {
    return GeluTanh.of(x);
  }

  @Override
  public double value(double x) {
    return new GeluTanh().apply(x);
  }

  @Example
  void specialValues() {
    assertThat(
            run(
                GeluTanh.of(
                    vector(-0.0, 0.0, 1e300, -1000, NEGATIVE_INFINITY, POSITIVE_INFINITY, NaN))))
        .isEqualTo(NDArray.of(-0.0, 0.0, 1e300, -0.0, -0.0, POSITIVE_INFINITY, NaN));
    assertThat(
            gradient(
                formula(GeluTanh::of),
                NDArray.of(0, NEGATIVE_INFINITY, -1e300, 1e300, POSITIVE_INFINITY)))
        .containsExactly(NDArray.of(0.5, -0.0, -0.0, 1, 1));
  }

  @Example
  void curvatureIsZeroAtInfinity() {
    assertThat(
            second(
                formula(GeluTanh::of),
                NDArray.of(NEGATIVE_INFINITY, -1e300, 1e300, POSITIVE_INFINITY)))
        .containsExactly(NDArray.of(0.0, 0, 0, 0));
  }

  @Example
  void isNearTheExactOne() {
    for (double x = -8; x <= 8; x += 0.01) {
      assertThat(new GeluTanh().apply(x)).isCloseTo(new Gelu().apply(x), within(5e-4));
    }
  }

  @Example
  void values() {
    accurate(
        x -> new GeluTanh().apply(x),
        260,
        """
        -15.0  -1.558476993727423928853090e-114
        -8.1  -6.700159337389314562695387e-22
        -3.3  -0.001311228118335804696174979
        -1.1  -0.1494189538254891477008992
        -1e-09  -4.999999996010577507393630e-10
        0.5  0.3457140098251439219910279
        2.2  2.169678527038011566186733
        4.0  3.999929754051807627294428
        """);
  }

  @Example
  void derivatives() {
    accurate(
        Reference.derivative(GeluTanh::of, 1),
        260,
        """
        -15.0  -7.744633769500857829988526e-113
        -8.1  -1.039669139345491888697580e-20
        -3.3  -0.004749714497722207397157731
        -1.1  -0.1036594625691471808378367
        -1e-09  0.4999999992021154391971346
        0.5  0.8673699035346423112158426
        2.2  1.064918949245551965334745
        4.0  1.000335123197122670821742
        """);
    accurate(
        Reference.derivative(GeluTanh::of, 2),
        260,
        """
        -15.0  -3.838572231090173317522696e-111
        -8.1  -1.589925777123983766407732e-19
        -3.3  -0.01522484439077442773920705
        -1.1  0.1727218769429454351190481
        -1e-09  0.7978845608028653550780584
        0.5  0.6155068951159848905420106
        2.2  -0.1017077083897696495005633
        """);
  }
}

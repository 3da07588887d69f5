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

import dev.adjoint.array.NDArray;
import dev.adjoint.graph.Tensor;
import net.jqwik.api.Example;

final class GeluTest implements UnaryContract {
  @Override
  public Tensor of(Tensor x) {
    return Gelu.of(x);
  }

  @Override
  public double value(double x) {
    return new Gelu().apply(x);
  }

  @Example
  void specialValues() {
    assertThat(
            run(
                Gelu.of(
                    vector(-0.0, 0.0, 1e300, -1000, NEGATIVE_INFINITY, POSITIVE_INFINITY, NaN))))
        .isEqualTo(NDArray.of(-0.0, 0.0, 1e300, -0.0, -0.0, POSITIVE_INFINITY, NaN));
    assertThat(
            gradient(
                formula(Gelu::of),
                NDArray.of(0, NEGATIVE_INFINITY, -1e300, 1e300, POSITIVE_INFINITY)))
        .containsExactly(NDArray.of(0.5, 0, 0, 1, 1));
  }

  @Example
  void curvatureIsZeroAtInfinity() {
    assertThat(
            second(
                formula(Gelu::of), NDArray.of(NEGATIVE_INFINITY, -1e300, 1e300, POSITIVE_INFINITY)))
        .containsExactly(NDArray.of(0.0, 0, 0, 0));
  }

  @Example
  void values() {
    accurate(
        x -> new Gelu().apply(x),
        6,
        """
        -37.0  -2.118461352334093424392781e-298
        -20.3  -1.305136626942764352412485e-90
        -8.1  -2.225847107842564982315768e-15
        -3.3  -0.001595299669866465687556027
        -1.1  -0.1492326670410209334558532
        -1e-09  -4.999999996010577507393630e-10
        0.5  0.3457312306370065518188523
        2.2  2.169412415470303245676895
        9.0  8.999999999999999998984270
        """);
  }

  @Example
  void derivatives() {
    accurate(
        Reference.derivative(Gelu::of, 1),
        12,
        """
        -37.0  -7.838298669418516242529885e-297
        -20.3  -2.649396521535805673565011e-89
        -8.1  -1.802156022631007777343790e-14
        -3.3  -0.005201053356493369986131113
        -1.1  -0.1039713337894229246342166
        -1e-09  0.4999999992021154391971346
        0.5  0.8674951246561628425250448
        2.2  1.064140656748210527355354
        9.0  1.000000000000000009138937
        """);
    accurate(
        Reference.derivative(Gelu::of, 2),
        12,
        """
        -37.0  -2.898048955934135891906746e-295
        -20.3  -5.365160533893482768551017e-88
        -8.1  -1.436828661346455709087409e-13
        -3.3  -0.01531363786818722341533806
        -1.1  0.1721032198557148604100957
        -1e-09  0.7978845608028653550820076
        0.5  0.6161143218375240861056908
        2.2  -0.1007478436832972622915091
        9.0  -8.121021121618442688288496e-17
        """);
    accurate(
        Reference.derivative(Gelu::of, 3),
        12,
        """
        -37.0  -1.070709308847502071841626e-293
        -20.3  -1.083815936848370032097808e-86
        -8.1  -1.127238503359529272068766e-12
        -3.3  -0.03916604996726353956390521
        -1.1  0.6685883313128975226531686
        -1e-09  1.595769121605730809949998e-9
        0.5  -0.6601224876830615208275258
        2.2  0.06555704757983573160062396
        9.0  7.123883085166557953144212e-16
        """);
  }
}

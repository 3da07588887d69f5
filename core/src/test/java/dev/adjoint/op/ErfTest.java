package dev.adjoint.op;

import static dev.adjoint.graph.Tensor.vector;
import static dev.adjoint.op.OpContract.formula;
import static dev.adjoint.op.OpContract.gradient;
import static dev.adjoint.op.OpContract.run;
import static dev.adjoint.op.OpContract.second;
import static dev.adjoint.op.Reference.accurate;
import static java.lang.Double.NaN;
import static java.lang.Double.POSITIVE_INFINITY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.array.NDArray;
import dev.adjoint.graph.Tensor;
import net.jqwik.api.Example;

final class ErfTest implements UnaryContract {
  @Override
  public Tensor of(Tensor x) {
    return Erf.of(x);
  }

  @Override
  public double value(double x) {
    return new Erf().apply(x);
  }

  @Example
  void specialValues() {
    assertThat(run(Erf.of(vector(-0.0, 6, -7, POSITIVE_INFINITY, NaN))))
        .isEqualTo(NDArray.of(-0.0, 1, -1, 1, NaN));
    assertThat(gradient(formula(Erf::of), NDArray.of(POSITIVE_INFINITY, -30)))
        .containsExactly(NDArray.of(0.0, 0.0));
  }

  @Example
  void isFlatAtInfinity() {
    assertThat(second(formula(Erf::of), NDArray.of(POSITIVE_INFINITY, 1e300)))
        .containsExactly(NDArray.of(-0.0, -0.0));
  }

  @Example
  void values() {
    accurate(
        x -> new Erf().apply(x),
        3,
        """
        5e-324  5.574933819448522712675509e-324
        1e-310  1.128379167095509126621920e-310
        1e-20  1.128379167095512512008253e-20
        0.1  0.1124629160182848984047123
        -0.3  -0.3286267594591274161896180
        0.46875  0.4926134732179379915881761
        0.4687500000000001  0.4926134732179380921514157
        0.47  0.4937450508860821124102186
        0.7  0.6778011938374184422768582
        -1.0  -0.8427007929497148693412206
        1.5  0.9661051464753107270669763
        2.0  0.9953222650189527341620693
        3.3  0.9999969422902035618348012
        4.1  0.9999999932999723459150816
        -5.5  -0.9999999999999926421520820
        """);
  }

  @Example
  void derivatives() {
    accurate(
        Reference.derivative(Erf::of, 1),
        3,
        """
        0.0  1.128379167095512573896159
        0.3  1.031260909618963057167699
        -2.0  0.02066698535409205385706894
        10.3  9.509407847836045941568817e-47
        26.1  1.609574347927780859748251e-296
        """);
    accurate(
        Reference.derivative(Erf::of, 2),
        4,
        """
        1e-300  -2.256758334191025204344632e-300
        0.3  -0.6187565457713778114020274
        -2.0  0.08266794141636821542827577
        10.3  -1.958938016654225599099990e-45
        26.1  -8.401978096183016545354415e-295
        """);
  }
}

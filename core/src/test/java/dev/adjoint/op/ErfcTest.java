package dev.adjoint.op;

import static dev.adjoint.graph.Tensor.vector;
import static dev.adjoint.op.OpContract.formula;
import static dev.adjoint.op.OpContract.gradient;
import static dev.adjoint.op.OpContract.run;
import static dev.adjoint.op.Reference.accurate;
import static java.lang.Double.NEGATIVE_INFINITY;
import static java.lang.Double.NaN;
import static java.lang.Double.POSITIVE_INFINITY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.array.NDArray;
import dev.adjoint.graph.Tensor;
import net.jqwik.api.Example;

final class ErfcTest implements UnaryContract {
  @Override
  public Tensor of(Tensor x) {
    return Erfc.of(x);
  }

  @Override
  public double value(double x) {
    return new Erfc().apply(x);
  }

  @Example
  void specialValues() {
    assertThat(run(Erfc.of(vector(-0.0, 28, -7, POSITIVE_INFINITY, NEGATIVE_INFINITY, NaN))))
        .isEqualTo(NDArray.of(1, 0, 2, 0, 2, NaN));
    assertThat(gradient(formula(Erfc::of), NDArray.of(POSITIVE_INFINITY, -30)))
        .containsExactly(NDArray.of(-0.0, -0.0));
  }

  @Example
  void values() {
    accurate(
        x -> new Erfc().apply(x),
        4,
        """
        -6.0  1.999999999999999978480263
        -2.3  1.998856823402643347524080
        -0.46  1.484655390001679673275788
        -1e-05  1.000011283791670579000273
        1e-20  0.9999999999999999999887162
        0.2  0.7772974107895215338235470
        0.46875  0.5073865267820620084118239
        0.47  0.5062549491139178875897814
        0.6  0.3961439091520740949176932
        1.0  0.1572992070502851306587794
        1.77  0.01230905777567765868921544
        2.5  0.0004069520174449589395642157
        3.99  1.673921136452081405727527e-8
        4.0  1.541725790028001885215967e-8
        4.01  1.419693942137105117302647e-8
        5.5  7.357847917974398063068362e-15
        8.1  2.216308572065753981211130e-30
        10.0  2.088487583762544757000786e-45
        15.3  7.976560125420700025165675e-104
        20.9  5.328567006980868759335723e-192
        26.1  3.081217493314593339681348e-298
        26.5  2.210907664263734275929239e-307
        """);
  }

  @Example
  void derivatives() {
    accurate(
        Reference.derivative(Erfc::of, 1),
        3,
        """
        0.0  -1.128379167095512573896159
        0.3  -1.031260909618963057167699
        -2.0  -0.02066698535409205385706894
        10.3  -9.509407847836045941568817e-47
        26.1  -1.609574347927780859748251e-296
        """);
  }
}

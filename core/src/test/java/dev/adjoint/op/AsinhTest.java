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
import net.jqwik.api.Example;

final class AsinhTest implements UnaryContract {
  @Override
  public Tensor of(Tensor x) {
    return Asinh.of(x);
  }

  @Override
  public double value(double x) {
    return new Asinh().apply(x);
  }

  @Example
  void specialValues() {
    assertThat(run(Asinh.of(vector(-0.0, 1e-300, NEGATIVE_INFINITY))))
        .isEqualTo(NDArray.of(-0.0, 1e-300, NEGATIVE_INFINITY));
    assertThat(gradient(formula(Asinh::of), NDArray.of(0, POSITIVE_INFINITY, 1e200)))
        .containsExactly(NDArray.of(1, 0, 1e-200));
  }

  @Example
  void values() {
    accurate(
        x -> new Asinh().apply(x),
        2,
        """
        1e-20  9.999999999999999451532715e-21
        1e-05  9.999999999833334151371372e-6
        -0.1  -0.09983407889920756885086912
        0.3  0.2956730475634224284687026
        0.5  0.4812118250596034474977589
        -1.0  -0.8813735870195430252326093
        1.3  1.078451058954897008802268
        2.7  1.719051851208927359735812
        -10.0  -2.998222950297969738846596
        100000.0  12.20607264555517372950625
        900000000.0  21.31105250184853016466030
        1100000000.0  21.51172319731068132582972
        1e+154  355.2912515016429806851355
        -1e+308  -709.8893558227260159979377
        """);
  }

  @Example
  void secondDerivative() {
    accurate(
        Reference.derivative(Asinh::of, 2),
        5,
        """
        1e-10  -1.000000000000000036417197e-10
        0.3  -0.2636219133636196420106440
        -4.0  0.05706720589090187612209564
        1e+100  -9.999999999999999681942178e-201
        """);
  }
}

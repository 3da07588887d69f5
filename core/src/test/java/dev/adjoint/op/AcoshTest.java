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
import dev.adjoint.check.Numbers;
import dev.adjoint.graph.Tensor;
import net.jqwik.api.Example;

final class AcoshTest implements UnaryContract {
  @Override
  public Tensor of(Tensor x) {
    return Acosh.of(x);
  }

  @Override
  public double value(double x) {
    return new Acosh().apply(x);
  }

  @Override
  public Numbers smooth() {
    return Numbers.between(1.3, 4);
  }

  @Example
  void specialValues() {
    assertThat(run(Acosh.of(vector(1, 0.5, -3, POSITIVE_INFINITY))))
        .isEqualTo(NDArray.of(0, NaN, NaN, POSITIVE_INFINITY));
    assertThat(run(Acosh.of(vector(-1e8, -1e15, -1e300, NEGATIVE_INFINITY))))
        .isEqualTo(NDArray.of(NaN, NaN, NaN, NaN));
    assertThat(gradient(formula(Acosh::of), NDArray.of(1, POSITIVE_INFINITY)))
        .containsExactly(NDArray.of(POSITIVE_INFINITY, 0));
  }

  @Example
  void values() {
    accurate(
        x -> new Acosh().apply(x),
        2,
        """
        1.0000000000000002  2.107342425544701550354780e-8
        1.0000001  0.0004472135919037347270737647
        1.1  0.4435682543851153829493320
        1.5  0.9624236501192068949955178
        2.0  1.316957896924816708625046
        3.3  1.863279351153448761156053
        10.0  2.993222846126380897912668
        100000.0  12.20607264550517372950625
        900000000.0  21.31105250184853016404301
        1100000000.0  21.51172319731068132541650
        1e+154  355.2912515016429806851355
        1e+308  709.8893558227260159979377
        """);
  }

  @Example
  void slopes() {
    accurate(
        Reference.derivative(Acosh::of, 1),
        3,
        """
        1.0000000000000002  47453132.81212577381037491
        1.1  2.182178902359922797432103
        5.0  0.2041241452319315081831070
        1e+200  1.000000000000000030266878e-200
        """);
  }

  @Example
  void secondDerivative() {
    accurate(
        Reference.derivative(Acosh::of, 2),
        6,
        """
        1.0000000000000002  -1.068549556251261578152093e+23
        1.1  -11.43046091712339541661056
        5.0  -0.04252586358998573087148063
        1e+100  -9.999999999999999681942178e-201
        """);
  }
}

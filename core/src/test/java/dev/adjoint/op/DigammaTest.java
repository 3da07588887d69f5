package dev.adjoint.op;

import static dev.adjoint.graph.Tensor.vector;
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

final class DigammaTest implements UnaryContract {
  @Override
  public Tensor of(Tensor x) {
    return Digamma.of(x);
  }

  @Override
  public double value(double x) {
    return new Digamma().apply(x);
  }

  @Override
  public Numbers smooth() {
    return Numbers.positive();
  }

  @Example
  void specialValues() {
    assertThat(
            run(
                Digamma.of(
                    vector(0.0, -0.0, -1, -7, POSITIVE_INFINITY, NEGATIVE_INFINITY, NaN, 1e308))))
        .isEqualTo(
            NDArray.of(
                NEGATIVE_INFINITY,
                POSITIVE_INFINITY,
                NaN,
                NaN,
                POSITIVE_INFINITY,
                NaN,
                NaN,
                Math.log(1e308)));
  }

  @Example
  void values() {
    accurate(
        x -> new Digamma().apply(x),
        4,
        """
        1e-300  -9.999999999999999749409082e+299
        1e-10  -10000000000.57721530041507
        0.1  -10.42375494041107623210030
        0.4616  -2.166408922542391471805835
        0.5  -1.963510026021423479440976
        0.9  -0.7549269499470513491974215
        1.0  -0.5772156649015328606065121
        1.2  -0.2890398965921883518300621
        1.46  -0.001580561987083452106150901
        1.4616321449683622  -9.241265521729427516792351e-17
        1.4616321449683625  1.224537462200406903132497e-16
        1.5  0.03648997397857652055902367
        1.96  0.3966583163466623780895534
        2.0  0.4227843350984671393934879
        2.0000001  0.4227843995918716980986421
        2.5  0.7031566406452431872256903
        3.3  1.034822489059621686256625
        6.0  1.706117668431800472726821
        7.99  2.014309222046223799509285
        8.0  2.015641477955609996536345
        9.1  2.152324247204038229156070
        20.0  2.970523992242149050877257
        100000.0  11.51292046496189508675671
        1000000000000000.0  34.53877639491068476026987
        1e+300  690.7755278982137052579022
        """);
  }

  @Example
  void negativeArguments() {
    accurate(
        x -> new Digamma().apply(x),
        8,
        """
        -1e-300  9.999999999999999749409082e+299
        -1e-10  9999999999.422783970612001
        -0.3  2.113309779635398873407106
        -0.7  -2.073952793628703783102046
        -1.5  0.7031566406452431872256903
        -3.3  3.620353460592125785729326
        -10.2  6.694638450417516779350627
        -100.7  2.334602156719900876820493
        """);
  }
}

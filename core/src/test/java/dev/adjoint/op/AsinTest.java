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

final class AsinTest implements UnaryContract {
  @Override
  public Tensor of(Tensor x) {
    return Asin.of(x);
  }

  @Override
  public double value(double x) {
    return Math.asin(x);
  }

  @Override
  public Numbers smooth() {
    return Numbers.between(-0.9, 0.9);
  }

  @Example
  void specialValues() {
    assertThat(run(Asin.of(vector(-1, 0.0, 1, 1.5))))
        .isEqualTo(NDArray.of(-Math.PI / 2, 0.0, Math.PI / 2, NaN));
    assertThat(gradient(formula(Asin::of), NDArray.of(-1, 0, 1.0)))
        .containsExactly(NDArray.of(POSITIVE_INFINITY, 1, POSITIVE_INFINITY));
  }

  @Example
  void slopesNearTheEnds() {
    accurate(
        Reference.derivative(Asin::of, 1),
        3,
        """
        1e-10  1.000000000000000000005000
        0.3  1.048284836721918291935310
        -0.7  1.400280084028009718177433
        0.9999999999  70710.67519510883043002566
        -0.9999999999999999  67108864.00000000186264515
        """);
  }

  @Example
  void secondDerivative() {
    accurate(
        Reference.derivative(Asin::of, 2),
        6,
        """
        1e-10  1.000000000000000036447197e-10
        0.3  0.3455884077105224985057275
        -0.7  -1.921953056509032590287587
        0.9999999999  3.535533467047314075683077e+14
        -0.9999999999999999  -3.022314549036572852879360e+23
        """);
  }

  @Example
  void thirdDerivative() {
    accurate(
        Reference.derivative(Asin::of, 3),
        10,
        """
        1e-10  1.000000000000000000045000
        0.3  1.493752091935591779263374
        -0.7  10.65957157391564164508565
        0.9999999999  5.303299761862369641656086e+24
        -0.9999999999999999  4.083388403051261523781563e+39
        """);
  }
}

package dev.adjoint.op;

import static dev.adjoint.graph.Tensor.vector;
import static dev.adjoint.op.OpContract.formula;
import static dev.adjoint.op.OpContract.rejects;
import static dev.adjoint.op.OpContract.run;
import static dev.adjoint.op.OpContract.second;
import static dev.adjoint.op.Reference.accurate;
import static java.lang.Double.NEGATIVE_INFINITY;
import static java.lang.Double.NaN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.array.NDArray;
import dev.adjoint.graph.Tensor;
import net.jqwik.api.Example;

final class GaussianTest implements UnaryContract {
  @Override
  public Tensor of(Tensor x) {
    return Gaussian.of(x, 0.5);
  }

  @Override
  public double value(double x) {
    return new Gaussian(0.5).apply(x);
  }

  @Example
  void specialValues() {
    Tensor x = vector(0, 40, NEGATIVE_INFINITY, NaN);
    assertThat(run(Gaussian.of(x, 1))).isEqualTo(NDArray.of(1, 0, 0, NaN));
    assertThat(second(formula(a -> Gaussian.of(a, 1)), NDArray.of(0, 1e200, NEGATIVE_INFINITY)))
        .containsExactly(NDArray.of(-2, 0.0, 0.0));
  }

  @Example
  void rateIsAHalfOrOne() {
    rejects(() -> Gaussian.of(vector(1), 2), "gaussian of rate 2.0: wants 0.5 or 1");
  }

  @Example
  void tailsKeepTheirDigits() {
    accurate(
        x -> new Gaussian(1).apply(x),
        2,
        """
        0.01  0.9999000049998333374957537
        -0.3  0.9139311852712281928353582
        0.5  0.7788007830714048682451703
        1.0  0.3678794411714423215955238
        -2.1  0.01215517832991493268072012
        5.3  6.319285885175378562809213e-13
        10.7  1.895067863378315115328894e-50
        -17.17  9.249569373568430405382487e-129
        25.9  4.687255145293192055202219e-292
        26.543  1.062037737096943199411549e-306
        """);
    accurate(
        x -> new Gaussian(0.5).apply(x),
        2,
        """
        0.3  0.9559974818330999101980389
        -1.7  0.2357460765558635485751503
        8.77  1.988730669899208461804553e-17
        -20.3  3.279393082540846462573906e-90
        37.4  1.832842921073063454438054e-304
        """);
  }

  @Example
  void derivatives() {
    accurate(
        Reference.derivative(x -> Gaussian.of(x, 1), 1),
        4,
        """
        0.01  -0.01999800009999666716620708
        -0.3  0.5483587111627368954078660
        0.5  -0.7788007830714048682451703
        1.0  -0.7357588823428846431910475
        -2.1  0.05105174898564271941821792
        5.3  -6.698443038285901052071631e-12
        10.7  -4.055445227629594077498492e-49
        -17.17  3.176302122883399316674634e-127
        25.9  -2.427998165261873351374946e-290
        26.543  -5.637933531152832511434524e-305
        """);
    accurate(
        Reference.derivative(x -> Gaussian.of(x, 1), 2),
        8,
        """
        0.01  -1.999400049997666741639858
        -0.3  -1.498847143844814260602006
        0.5  -0.7788007830714048682451703
        1.0  0.7357588823428846431910475
        -2.1  0.1901069890798695652636874
        5.3  6.973963902879547305963243e-11
        10.7  8.640751429859764447226766e-48
        -17.17  1.088892235123445747596116e-125
        25.9  1.256765598576591688593323e-288
        26.543  2.990829318873598697296660e-303
        """);
  }
}

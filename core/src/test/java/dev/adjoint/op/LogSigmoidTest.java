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

final class LogSigmoidTest implements UnaryContract {
  @Override
  public Tensor of(Tensor x) {
    return LogSigmoid.of(x);
  }

  @Override
  public double value(double x) {
    return new LogSigmoid().apply(x);
  }

  @Example
  void specialValues() {
    assertThat(run(LogSigmoid.of(vector(-1000, NEGATIVE_INFINITY, 1000, POSITIVE_INFINITY, NaN))))
        .isEqualTo(NDArray.of(-1000, NEGATIVE_INFINITY, -0.0, -0.0, NaN));
    assertThat(gradient(formula(LogSigmoid::of), NDArray.of(NEGATIVE_INFINITY, POSITIVE_INFINITY)))
        .containsExactly(NDArray.of(1.0, 0));
  }

  @Example
  void values() {
    accurate(
        x -> new LogSigmoid().apply(x),
        2,
        """
        700.0  -9.859676543759770856705373e-305
        40.3  -3.147258240230728477798200e-18
        5.1  -0.006078236601779197283490833
        1e-10  -0.6931471805099453094184821
        -0.3  -0.8543552444685271124369954
        -3.7  -3.724422845933779332844194
        -30.0  -30.00000000000009357622969
        """);
  }

  @Example
  void derivatives() {
    accurate(
        Reference.derivative(LogSigmoid::of, 1),
        3,
        """
        700.0  9.859676543759770856705373e-305
        40.3  3.147258240230728472845583e-18
        5.1  0.006059801491584116270278023
        1e-10  0.4999999999750000000000000
        -0.3  0.5744425168116589844380388
        -3.7  0.9758729785823308029020356
        -30.0  0.9999999999999064237703116
        """);
    accurate(
        Reference.derivative(LogSigmoid::of, 2),
        6,
        """
        700.0  -9.859676543759770856705373e-305
        40.3  -3.147258240230728462940349e-18
        5.1  -0.006023080297466711189905586
        1e-10  -0.2499999999999999999993750
        -0.3  -0.2444583116907458694700648
        """);
  }
}

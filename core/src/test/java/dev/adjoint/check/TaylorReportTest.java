package dev.adjoint.check;

import static dev.adjoint.graph.Tensor.scalar;
import static dev.adjoint.graph.Tensor.vector;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.adjoint.array.DType;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Tensor;
import dev.adjoint.op.Cos;
import dev.adjoint.op.Greater;
import dev.adjoint.op.LogSoftmax;
import dev.adjoint.op.Relu;
import dev.adjoint.op.Sin;
import dev.adjoint.op.Tanh;
import java.util.function.Function;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class TaylorReportTest {
  private static TaylorReport taylor(Function<Tensor, ?> f, Tensor x) {
    return GradientCheck.of(f).taylor(x);
  }

  private static double slope(TaylorReport report, int column) {
    return report.columns().get(column - 1).slope().orElseThrow();
  }

  @Test
  void aNetworkHasTheSlopesOneTwoThree() {
    Tensor x = Numbers.smooth().tensor(TensorType.f64(2, 3), 1);
    TaylorReport report =
        GradientCheck.of((Net n) -> LogSoftmax.of(n.on(x), -1)).taylor(Net.of(DType.FLOAT64));
    report.orThrow();
    assertThat(slope(report, 1)).isCloseTo(1, within(.01));
    assertThat(slope(report, 2)).isCloseTo(2, within(.01));
    assertThat(slope(report, 3)).isCloseTo(3, within(.02));
  }

  @Test
  void singlePrecisionHasThemToo() {
    Tensor x = Numbers.smooth().tensor(TensorType.f32(2, 3), 1);
    TaylorReport report =
        GradientCheck.of((Net n) -> n.on(x).squared().sum()).taylor(Net.of(DType.FLOAT32));
    report.orThrow();
    assertThat(report.precision()).isEqualTo(DType.FLOAT32);
    assertThat(slope(report, 1)).isCloseTo(1, within(.1));
    assertThat(slope(report, 2)).isCloseTo(2, within(.1));
  }

  @Test
  void theTextOfATable() {
    assertThat(taylor(x -> Sin.of(x).exp().sum(), vector(.5, -1)).toString())
        .isEqualTo(
            """
            taylor test: OK (f64)
                     h    f(x+hv) − f(x)        − h·⟨∇f,v⟩     − h²/2·⟨v,Hv⟩
               2.5e-01         3.18e-01          9.04e-03          5.72e-03
               6.3e-02         7.81e-02          8.41e-04          8.14e-05
               1.6e-02         1.94e-02          5.64e-05          1.24e-06
               3.9e-03         4.83e-03          3.58e-06          1.92e-08
               9.8e-04         1.21e-03          2.25e-07          3.00e-10
               2.4e-04         3.02e-04          1.41e-08          4.69e-12
               6.1e-05         7.55e-05          8.79e-10          7.29e-14
               1.5e-05         1.89e-05          5.50e-11         (7.23e-16)
               3.8e-06         4.72e-06          3.44e-12         (2.56e-16)
               9.5e-07         1.18e-06          2.15e-13         (1.32e-16)
                 slope             1.00              2.00              3.00
                wanted             1                 2                 3\
            """);
  }

  @Test
  void aLinearFunctionLeavesNothing() {
    assertThat(taylor(x -> x.times(3).sum(), vector(.5, -1)).toString())
        .isEqualTo(
            """
            taylor test: OK (f64)
                     h    f(x+hv) − f(x)        − h·⟨∇f,v⟩     − h²/2·⟨v,Hv⟩
               2.5e-01         4.27e-01         (2.22e-16)        (2.22e-16)
               6.3e-02         1.07e-01         (3.33e-16)        (3.33e-16)
               1.6e-02         2.67e-02         (2.22e-16)        (2.22e-16)
               3.9e-03         6.67e-03         (1.11e-16)        (1.11e-16)
               9.8e-04         1.67e-03         (1.11e-16)        (1.11e-16)
               2.4e-04         4.17e-04         (2.22e-16)        (2.22e-16)
               6.1e-05         1.04e-04         (1.11e-16)        (1.11e-16)
               1.5e-05         2.60e-05         (2.22e-16)        (2.22e-16)
               3.8e-06         6.51e-06         (2.22e-16)        (2.22e-16)
               9.5e-07         1.63e-06         (0.00e+00)        (0.00e+00)
                 slope             1.00                 –                 –
                wanted             1                 2                 3\
            """);
  }

  @Test
  void aWrongGradientIsWrong() {
    assertThat(
            taylor(x -> new WrongOps.Wrong(Tanh::of, scalar(1.001)).on(x), vector(.5, -1))
                .toString())
        .isEqualTo(
            """
            taylor test: WRONG (f64)
                     h    f(x+hv) − f(x)        − h·⟨∇f,v⟩     − h²/2·⟨v,Hv⟩
               2.5e-01         2.54e-01          2.93e-02          1.04e-03
               6.3e-02         6.89e-02          1.85e-03          8.77e-05
               1.6e-02         1.76e-02          1.28e-04          1.79e-05
               3.9e-03         4.41e-03          1.13e-05          4.41e-06
               9.8e-04         1.10e-03          1.53e-06          1.10e-06
               2.4e-04         2.76e-04          3.03e-07          2.76e-07
               6.1e-05         6.90e-05          7.07e-08          6.90e-08
               1.5e-05         1.72e-05          1.74e-08          1.72e-08
               3.8e-06         4.31e-06          4.32e-09          4.31e-09
               9.5e-07         1.08e-06          1.08e-09          1.08e-09
                 slope             1.00              1.00              1.00
                wanted             1                 2                 3
            the term of the gradient leaves a remainder that shrinks like h: the gradient is wrong\
            """);
  }

  @Test
  void aWrongSecondDerivativeIsWrong() {
    TaylorReport report = taylor(x -> new WrongOps.WrongAtOrderTwo().on(x).sum(), vector(1, 2));
    assertThat(report.toString())
        .isEqualTo(
            """
            taylor test: WRONG (f64)
                     h    f(x+hv) − f(x)        − h·⟨∇f,v⟩     − h²/2·⟨v,Hv⟩
               5.0e-01         2.13e-01          1.14e-01          2.20e-01
               1.3e-01         7.50e-02          6.79e-03          1.34e-02
               3.1e-02         2.00e-02          4.18e-04          8.33e-04
               7.8e-03         5.09e-03          2.60e-05          5.19e-05
               2.0e-03         1.28e-03          1.62e-06          3.24e-06
               4.9e-04         3.19e-04          1.01e-07          2.03e-07
               1.2e-04         7.99e-05          6.34e-09          1.27e-08
               3.1e-05         2.00e-05          3.96e-10          7.92e-10
               7.6e-06         4.99e-06          2.48e-11          4.95e-11
               1.9e-06         1.25e-06          1.55e-12          3.09e-12
                 slope             1.00              2.00              2.00
                wanted             1                 2                 3
            the term of the Hessian leaves a remainder that shrinks like h²: the second derivative is wrong\
            """);
    assertThatThrownBy(report::orThrow)
        .isInstanceOf(AssertionError.class)
        .hasMessage(report.toString());
  }

  @Test
  void aKinkIsNoisy() {
    TaylorReport report = taylor(x -> Relu.of(x).plus(Cos.of(x)).sum(), vector(0, 1));
    assertThat(report.verdict()).isEqualTo(Verdict.NOISY);
    assertThat(report.toString())
        .endsWith(
            "the term of the gradient leaves a remainder that shrinks like h: a kink? move the point away from it");
  }

  @Test
  void aKinkOfTheGradientIsNoisy() {
    TaylorReport report = taylor(x -> Relu.of(x).squared().sum(), vector(0, 1));
    assertThat(report.verdict()).isEqualTo(Verdict.NOISY);
    assertThat(report.toString())
        .endsWith(
            "the term of the Hessian leaves a remainder that shrinks like h²: a kink of the gradient? move the point away from it");
  }

  @Test
  void aJumpIsNoisy() {
    TaylorReport report =
        taylor(x -> Greater.of(x, scalar(0)).cast(DType.FLOAT64).times(x.plus(1)).sum(), vector(0));
    assertThat(report.verdict()).isEqualTo(Verdict.NOISY);
    assertThat(report.toString())
        .endsWith("f(x+hv) does not approach f(x): a jump? move the point away from it");
  }

  @Property(seed = "1", tries = 60)
  void rightGradientsAreNeverWrongAndWrongOnesNeverRight(@ForAll("points") Tensor x) {
    Function<Tensor, Tensor> f = t -> Tanh.of(t).exp();
    taylor(f, x).orThrow();
    assertThat(taylor(t -> new WrongOps.Wrong(f, scalar(1.01)).on(t), x).verdict())
        .isNotEqualTo(Verdict.OK);
  }

  @Provide
  Arbitrary<Tensor> points() {
    return Shapes.ofRank(0, 3)
        .flatMap(shape -> Numbers.smooth().tensors(new TensorType(DType.FLOAT64, shape)));
  }
}

package dev.adjoint.check;

import static dev.adjoint.graph.Tensor.scalar;
import static dev.adjoint.graph.Tensor.vector;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.array.DType;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Tensor;
import dev.adjoint.op.Greater;
import dev.adjoint.op.Relu;
import dev.adjoint.op.Sin;
import java.util.function.Function;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class NoisyDifferencesTest {
  @Test
  void kinksAreNoisy() {
    GradientReport report = GradientCheck.of((Tensor x) -> Relu.of(x).sum()).at(vector(1, 0, -1));
    assertThat(report.verdict()).isEqualTo(Verdict.NOISY);
    assertThat(report.worst().noisy()).isEqualTo(1);
    assertThat(report.worst().worst().place()).isEqualTo("[1]");
    assertThat(report.worst().worst().reason(Mode.REVERSE))
        .isEqualTo(
            "the slope is 0.00000000 from the left and 1.00000000 from the right: a kink or jump? move the point away from it");
  }

  /// A kink anywhere within a step, at either order, and whatever the gradient says there.
  @Property(seed = "1", tries = 150)
  void aKinkNearbyIsNeverWrong(@ForAll("offsets") double offset, @ForAll("slopes") double slope) {
    Function<Tensor, Tensor> f = x -> Relu.of(x).times(slope).plus(Sin.of(x)).sum();
    assertThat(GradientCheck.of(f).order(2).at(vector(offset * 6e-6)).verdict())
        .isNotEqualTo(Verdict.WRONG);
  }

  @Provide
  Arbitrary<Double> offsets() {
    return net.jqwik.api.Arbitraries.doubles().between(-2, 2);
  }

  @Provide
  Arbitrary<Double> slopes() {
    return net.jqwik.api.Arbitraries.doubles().between(-5, 5).ofScale(6);
  }

  @Test
  void jumpsAreNoisy() {
    GradientReport report =
        GradientCheck.of((Tensor x) -> Greater.of(x, scalar(0)).cast(DType.FLOAT64).sum())
            .at(vector(1e-7));
    assertThat(report.verdict()).isEqualTo(Verdict.NOISY);
    assertThat(report.worst().worst().reason(Mode.REVERSE)).contains("a kink or jump?");
  }

  @Test
  void aValueThatHidesItsGradientIsNoisy() {
    GradientReport report =
        GradientCheck.of((Tensor x) -> x.squared().sum().plus(1e12)).at(vector(1, 2));
    assertThat(report.verdict()).isEqualTo(Verdict.NOISY);
    assertThat(report.worst().worst().reason(Mode.REVERSE))
        .isEqualTo(
            "the function's rounding error hides the difference; use f64, a larger step or smaller values");
  }

  @Test
  void singlePrecisionWithTheToleranceOfDoubleIsNoisy() {
    Tensor x = Numbers.smooth().tensor(TensorType.f32(20), 1);
    GradientReport report =
        GradientCheck.of((Tensor t) -> Sin.of(t).exp().sum()).tolerance(1e-6).at(x);
    assertThat(report.verdict()).isEqualTo(Verdict.NOISY);
  }

  @Test
  void aFunctionThatIsNotFiniteIsNoisy() {
    GradientReport report = GradientCheck.of((Tensor x) -> x.log().sum()).at(vector(1e-9));
    assertThat(report.verdict()).isEqualTo(Verdict.NOISY);
    assertThat(report.worst().worst().reason(Mode.REVERSE))
        .isEqualTo(
            "the function is not finite within a step of this point; move away from its edge");
    assertThat(GradientCheck.of((Tensor x) -> x.sum()).at(vector(1, Double.NaN)).verdict())
        .isEqualTo(Verdict.NOISY);
    assertThat(
            GradientCheck.of((Tensor x) -> x.sum()).at(vector(Double.POSITIVE_INFINITY)).verdict())
        .isEqualTo(Verdict.NOISY);
  }


  @Test
  void aRightGradientNearAPoleIsNotCalledWrong() {
    Tensor x = vector(1e-8);
    assertThat(GradientCheck.of((Tensor t) -> scalar(1).div(t).sum()).at(x).toString())
        .doesNotContain("WRONG");
    Tensor rapid = vector(1e-8, 2e-8);
    assertThat(GradientCheck.of((Tensor t) -> Sin.of(t.times(1e8)).sum()).at(rapid).toString())
        .doesNotContain("WRONG");
  }
}

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
    assertThat(report.worst().worst().reason(Aspect.REVERSE))
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
    assertThat(report.worst().worst().reason(Aspect.REVERSE)).contains("a kink or jump?");
  }

  @Test
  void aValueThatHidesItsGradientIsNoisy() {
    GradientReport report =
        GradientCheck.of((Tensor x) -> x.squared().sum().plus(1e12)).at(vector(1, 2));
    assertThat(report.verdict()).isEqualTo(Verdict.NOISY);
    assertThat(report.worst().worst().reason(Aspect.REVERSE))
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
    assertThat(report.worst().worst().reason(Aspect.REVERSE))
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

  @Test
  void aKinkWithinTheStepIsSeenPastWithASmallerOne() {
    // the kink is at a third of the step, so a step of a sixteenth does not reach it
    Function<Tensor, Tensor> f = x -> Relu.of(x.minus(2e-6)).plus(Sin.of(x)).sum();
    GradientCheck.of(f).order(2).at(vector(0, 1)).orThrow();
  }

  @Test
  void roundingIsSeenPastWithALargerStep() {
    Function<Tensor, Tensor> f = x -> x.sum().plus(3e3);
    GradientCheck.of(f).tolerance(1e-7).at(vector(1, 2)).orThrow();
    assertThat(GradientCheck.of(f).tolerance(1e-11).at(vector(1, 2)).verdict())
        .isEqualTo(Verdict.NOISY);
  }

  @Test
  void theDifferencesOfFourStepsAreShown() {
    GradientReport report =
        GradientCheck.of((Tensor x) -> Relu.of(x).plus(Relu.of(x).squared()).sum())
            .order(2)
            .directions(1)
            .at(vector(0, 1));
    assertThat(report.toString())
        .isEqualTo(
            """
            gradient check: NOISY (f64, tolerance 1.0e-06, step 6.1e-06)
              order 1, x f64[2]: NOISY in 1 of 2 checked, worst at [0]
                analytic 0.00000000, numeric 0.500001009 ± 1.0e+00, relative error 1.0e+00
                the slope is 0.00000000 from the left and 1.00000303 from the right: a kink or jump? move the point away from it
                step              3.9e-04        4.8e-05        6.1e-06        7.6e-07
                difference    0.500193775    0.500024222    0.500003028    0.500000378
              order 2, x f64[2]: NOISY in 1 of 2 checked, worst at [0], direction 0
                analytic 0.00000000, numeric 192664.699 ± 5.8e+05, relative error 1.0e+00
                the slope is 0.00000000 from the left and 330282.607 from the right: a kink or jump? move the point away from it
                step              3.9e-04        4.8e-05        6.1e-06        7.6e-07
                difference     1291.09098     10322.2051     82571.1177     660562.419
              order 1, all inputs along random directions: NOISY in 1 of 1 checked
                analytic -1.08873983, numeric -0.622827495 ± 9.3e-01, relative error 4.3e-01
                the slope is -1.08874023 from the left and -0.156913883 from the right: a kink or jump? move the point away from it
                step              3.9e-04        4.8e-05        6.1e-06        7.6e-07
                difference   -0.622660118   -0.622807339   -0.622825742   -0.622828042
            worst: order 2, x f64[2] at [0], direction 0, relative error 1.0e+00\
            """);
  }
}

package dev.adjoint.check;

import static dev.adjoint.graph.Tensor.constant;
import static dev.adjoint.graph.Tensor.scalar;
import static dev.adjoint.graph.Tensor.vector;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.adjoint.Adjoint;
import dev.adjoint.Tree;
import dev.adjoint.array.DType;
import dev.adjoint.array.NDArray;
import dev.adjoint.array.Shape;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Composite;
import dev.adjoint.graph.Elementwise;
import dev.adjoint.graph.Tensor;
import dev.adjoint.op.Cos;
import dev.adjoint.op.Greater;
import dev.adjoint.op.LogSoftmax;
import dev.adjoint.op.Relu;
import dev.adjoint.op.Sigmoid;
import dev.adjoint.op.Sin;
import dev.adjoint.op.Softmax;
import dev.adjoint.op.Tanh;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GradientCheckTest {
  record Layer(Tensor weight, Tensor bias) {
    Tensor on(Tensor x) {
      return Tanh.of(x.matmul(weight).plus(bias));
    }
  }

  record Net(List<Layer> layers, Tensor classes, String name) {
    Tensor on(Tensor x) {
      Tensor y = x;
      for (Layer layer : layers) {
        y = layer.on(y);
      }
      return y;
    }
  }

  private static Net net(DType dtype) {
    var example =
        new Net(
            List.of(
                new Layer(zeros(dtype, 3, 4), zeros(dtype, 4)),
                new Layer(zeros(dtype, 4, 2), zeros(dtype, 2))),
            constant(NDArray.of(1, 0)),
            "net");
    return Numbers.smooth().tree(example, 5);
  }

  private static Tensor zeros(DType dtype, int... sizes) {
    return Tensor.zeros(TensorType.of(dtype, sizes));
  }

  // ---- right gradients

  @Provide
  Arbitrary<Tensor> points() {
    return Numbers.smooth().tensors(Types.of(Types.floating(), Shapes.ofRank(0, 3)));
  }

  private static final List<Function<Tensor, Tensor>> RIGHT =
      List.of(
          x -> x.squared().sum(),
          x -> x.times(Sin.of(x)),
          x -> Tanh.of(x).exp(),
          x -> x.squared().plus(1).log().mean(),
          x -> Sigmoid.of(x).pow(3),
          x -> x.abs().sqrt().div(x.plus(10)),
          x -> Relu.of(x).plus(x.transpose().sum()),
          x -> x.max().minus(x.min()));

  @Property(seed = "1", tries = 50)
  void rightGradientsPassToOrderTwo(@ForAll("points") Tensor x) {
    for (Function<Tensor, Tensor> f : RIGHT) {
      GradientReport report =
          GradientCheck.of(f).order(2).elements(8).directions(2).tolerance(tolerance(x)).at(x);
      assertThat(report.verdict()).as(report::toString).isNotEqualTo(Verdict.WRONG);
      if (x.dtype() == DType.FLOAT64) {
        report.orThrow();
      }
    }
  }

  private static double tolerance(Tensor x) {
    return x.dtype() == DType.FLOAT64 ? 1e-6 : 1e-2;
  }

  @Test
  void recordsPassWithTheirIntegersLeftAlone() {
    Tensor x = Numbers.smooth().tensor(TensorType.f64(2, 3), 1);
    GradientReport report =
        GradientCheck.of(
                (Net n) -> LogSoftmax.of(n.on(x), -1).times(n.classes().cast(DType.FLOAT64)))
            .order(2)
            .at(net(DType.FLOAT64))
            .orThrow();
    assertThat(report.inputs().stream().map(row -> row.order() + " " + row.name()))
        .containsExactly(
            "1 layers[0].weight f64[3,4]",
            "1 layers[0].bias f64[4]",
            "1 layers[1].weight f64[4,2]",
            "1 layers[1].bias f64[2]",
            "2 layers[0].weight f64[3,4]",
            "2 layers[0].bias f64[4]",
            "2 layers[1].weight f64[4,2]",
            "2 layers[1].bias f64[2]");
    assertThat(report.inputs().stream().map(GradientReport.Row::checked))
        .containsExactly(12, 4, 8, 2, 48, 16, 32, 8);
  }

  @Test
  void singlePrecisionIsCheckedWithItsOwnStepAndTolerance() {
    Tensor x = Numbers.smooth().tensor(TensorType.f32(2, 3), 1);
    GradientReport report =
        GradientCheck.of((Net n) -> n.on(x).squared().mean()).order(2).at(net(DType.FLOAT32));
    report.orThrow();
    assertThat(report.precision()).isEqualTo(DType.FLOAT32);
    assertThat(report.tolerance()).isEqualTo(1e-3);
    assertThat(report.step()).isEqualTo(Math.cbrt(Math.ulp(1f)));
  }

  @Test
  void treesOfOutputsAreContracted() {
    GradientCheck.of(
            (Tensor x) -> List.of(Map.of("a", Sin.of(x)), List.of(x.sum(), Greater.of(x, x))))
        .order(2)
        .at(vector(1, 2, 3))
        .orThrow();
  }

  @Test
  void constantsHaveTheGradientZero() {
    GradientCheck.of((Tensor x) -> scalar(3)).order(2).at(vector(1, 2)).orThrow();
    GradientCheck.of((Tensor x) -> scalar(1e12)).order(2).at(vector(1, 2)).orThrow();
    GradientCheck.of((List<Tensor> x) -> x.getFirst().squared().sum())
        .order(2)
        .at(List.of(vector(1, 2), vector(5)))
        .orThrow();
  }

  @Test
  void aSumThatIsAlwaysOneHasTheGradientZero() {
    GradientCheck.of((Tensor x) -> Softmax.of(x, 0).sum())
        .order(2)
        .at(vector(.1, 1, 2, 4, .5))
        .orThrow();
  }

  @Test
  void formulasAreEvaluatedFirst() {
    GradientCheck.of((Tensor x) -> Sin.of(x)).at(scalar(1).plus(2)).orThrow();
  }

  @Test
  void theFunctionIsTracedAFewTimesAndNotForEachElement() {
    var calls = new int[1];
    GradientCheck.of(
            (Tensor x) -> {
              calls[0]++;
              return x.squared().sum();
            })
        .order(2)
        .at(Numbers.smooth().tensor(TensorType.f64(200), 1))
        .orThrow();
    assertThat(calls[0]).isLessThan(6);
  }

  @Test
  void manyElementsAreSampledAndDirectionsMixAll() {
    Tensor x = Numbers.smooth().tensor(TensorType.f64(50), 1);
    GradientReport report =
        GradientCheck.of((Tensor t) -> Sin.of(t).sum()).elements(7).directions(3).at(x).orThrow();
    assertThat(report.inputs().getFirst().checked()).isEqualTo(7);
    assertThat(report.directions().checked()).isEqualTo(3);
    // an error in one element out of reach of the sample
    GradientReport wrong =
        GradientCheck.of((Tensor t) -> new Wrong(Sin::of, x49()).on(t).sum()).elements(1).at(x);
    assertThat(wrong.inputs().getFirst().verdict()).isEqualTo(Verdict.OK);
    assertThat(wrong.verdict()).isEqualTo(Verdict.WRONG);
    assertThat(wrong.worst()).isEqualTo(wrong.directions());
  }

  private static Tensor x49() {
    double[] factor = new double[50];
    java.util.Arrays.fill(factor, 1);
    factor[49] = 1.5;
    return vector(factor);
  }

  @Test
  void theSameCheckGivesTheSameReport() {
    Tensor x = Numbers.smooth().tensor(TensorType.f64(2, 3), 1);
    GradientCheck<Tensor> check = GradientCheck.of((Tensor t) -> Sin.of(t)).order(2);
    assertThat(check.at(x)).isEqualTo(check.at(x));
  }

  // ---- wrong gradients

  /// A right function with its pullback times a factor.
  record Wrong(Function<Tensor, Tensor> f, Tensor factor) implements Composite.Differentiable {
    Tensor on(Tensor x) {
      return Tensor.of(this, x);
    }

    @Override
    public Tensor expand(List<Tensor> inputs) {
      return f.apply(inputs.getFirst());
    }

    @Override
    public Tensor pullback(int input, List<Tensor> inputs, Tensor y, Tensor yBar) {
      Function<Tensor, Tensor> weighted = x -> f.apply(x).times(yBar).sum();
      return Adjoint.grad(weighted).apply(inputs.getFirst()).times(factor.cast(y.dtype()));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1, 0, 2, 1 + 1e-4, 1 - 1e-5})
  void aWrongFactorIsFound(double factor) {
    GradientReport report =
        GradientCheck.of((Tensor x) -> new Wrong(Tanh::of, scalar(factor)).on(x))
            .at(vector(.5, -1, 1.5));
    assertThat(report.verdict()).isEqualTo(Verdict.WRONG);
    assertThat(report.inputs().getFirst().wrong()).isEqualTo(3);
    assertThat(report.worst().worst().relativeError())
        .isCloseTo(Math.abs(1 - factor) / Math.max(1, Math.abs(factor)), within(1e-3));
  }

  private static org.assertj.core.data.Percentage within(double share) {
    return org.assertj.core.data.Percentage.withPercentage(100 * share);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1, 0, 1.05})
  void aWrongFactorIsFoundInSinglePrecision(double factor) {
    Tensor x = vector(.5, -1, 1.5).cast(DType.FLOAT32);
    GradientReport report =
        GradientCheck.of((Tensor t) -> new Wrong(Tanh::of, scalar(factor)).on(t)).at(x);
    assertThat(report.verdict()).isEqualTo(Verdict.WRONG);
    assertThat(report.precision()).isEqualTo(DType.FLOAT32);
  }

  /// `x²·y` whose rule forgets that `x` occurs twice, or a term.
  record DroppedTerm() implements Elementwise.Binary {
    @Override
    public double apply(double a, double b) {
      return a * a * b + b;
    }

    @Override
    public Tensor derivative(int input, Tensor a, Tensor b, Tensor y) {
      return input == 0 ? a.times(b).times(2) : a.squared();
    }
  }

  @Test
  void aDroppedTermIsFoundAndItsInputNamed() {
    record Pair(Tensor left, Tensor right) {}
    GradientReport report =
        GradientCheck.of((Pair p) -> new DroppedTerm().on(p.left(), p.right()))
            .at(new Pair(vector(1, 2), vector(3, 4)));
    assertThat(report.inputs().stream().map(GradientReport.Row::verdict))
        .containsExactly(Verdict.OK, Verdict.WRONG);
    assertThat(report.worst().name()).isEqualTo("right f64[2]");
    assertThat(report.directions().verdict()).isEqualTo(Verdict.WRONG);
  }

  @Test
  void anErrorInOneElementIsFoundAndPlaced() {
    double[][] factor = {{1, 1, 1}, {1, 1.001, 1}};
    GradientReport report =
        GradientCheck.of((Tensor x) -> new Wrong(Sin::of, Tensor.matrix(factor)).on(x))
            .at(Numbers.smooth().tensor(TensorType.f64(2, 3), 4));
    assertThat(report.worst().wrong()).isEqualTo(1);
    assertThat(report.worst().worst().place()).isEqualTo("[1,1]");
  }

  /// A derivative that is right in its value and wrong in its own derivative.
  record WrongAtOrderTwo() implements Elementwise.Unary {
    @Override
    public double apply(double x) {
      return Math.sin(x);
    }

    @Override
    public Tensor derivative(Tensor x, Tensor y) {
      return new Wrong(Cos::of, scalar(-1)).on(x);
    }
  }

  @Test
  void anErrorAtOrderTwoIsFoundThereOnly() {
    GradientCheck<Tensor> check = GradientCheck.of((Tensor x) -> new WrongAtOrderTwo().on(x).sum());
    check.at(vector(1, 2)).orThrow();
    GradientReport report = check.order(2).at(vector(1, 2));
    assertThat(report.inputs().stream().map(GradientReport.Row::verdict))
        .containsExactly(Verdict.OK, Verdict.WRONG);
    assertThat(report.worst().order()).isEqualTo(2);
    assertThat(report.worst().wrong()).isEqualTo(8);
  }

  /// The article's gradient of `λΣW²/(2N)`: the scalar `λΣW²` added to every weight.
  record ArticleDecay(double lambda, int samples) implements Composite.Differentiable {
    @Override
    public Tensor expand(List<Tensor> inputs) {
      return inputs.getFirst().squared().sum().times(lambda / (2 * samples));
    }

    @Override
    public Tensor pullback(int input, List<Tensor> inputs, Tensor y, Tensor yBar) {
      Tensor w = inputs.getFirst();
      return w.squared().sum().times(lambda).times(yBar).broadcastTo(w.shape());
    }
  }

  @Test
  void theArticlesGradientOfTheL2TermIsFound() {
    Tensor w = Numbers.smooth().tensor(TensorType.f64(2, 50), 1);
    GradientReport report =
        GradientCheck.of((Tensor x) -> Tensor.of(new ArticleDecay(1e-4, 300), x)).at(w);
    assertThat(report.verdict()).isEqualTo(Verdict.WRONG);
    assertThat(report.worst().wrong()).isEqualTo(100);
    GradientCheck.of((Tensor x) -> new ArticleDecay(1e-4, 300).expand(List.of(x))).at(w).orThrow();
  }

  @Test
  void aGradientThatIsNotFiniteWhereTheFunctionIsSmoothIsWrong() {
    Tensor nan = vector(1, Double.NaN, 1);
    GradientReport report =
        GradientCheck.of((Tensor x) -> new Wrong(Sin::of, nan).on(x)).at(vector(1, 2, 3));
    assertThat(report.verdict()).isEqualTo(Verdict.WRONG);
    assertThat(report.worst().wrong()).isEqualTo(1);
    assertThat(report.worst().worst().place()).isEqualTo("[1]");
    assertThat(report.worst().worst().reason())
        .isEqualTo("the function is smooth here, so its gradient must be finite");
  }

  // ---- noise

  @Test
  void kinksAreNoisy() {
    GradientReport report = GradientCheck.of((Tensor x) -> Relu.of(x).sum()).at(vector(1, 0, -1));
    assertThat(report.verdict()).isEqualTo(Verdict.NOISY);
    assertThat(report.worst().noisy()).isEqualTo(1);
    assertThat(report.worst().worst().place()).isEqualTo("[1]");
    assertThat(report.worst().worst().reason())
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
    assertThat(report.worst().worst().reason()).contains("a kink or jump?");
  }

  @Test
  void aValueThatHidesItsGradientIsNoisy() {
    GradientReport report =
        GradientCheck.of((Tensor x) -> x.squared().sum().plus(1e12)).at(vector(1, 2));
    assertThat(report.verdict()).isEqualTo(Verdict.NOISY);
    assertThat(report.worst().worst().reason())
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
    assertThat(report.worst().worst().reason())
        .isEqualTo(
            "the function is not finite within a step of this point; move away from its edge");
    assertThat(GradientCheck.of((Tensor x) -> x.sum()).at(vector(1, Double.NaN)).verdict())
        .isEqualTo(Verdict.NOISY);
    assertThat(
            GradientCheck.of((Tensor x) -> x.sum()).at(vector(Double.POSITIVE_INFINITY)).verdict())
        .isEqualTo(Verdict.NOISY);
  }

  // ---- the text

  @Test
  void theTextOfAReport() {
    record Line(Tensor slope, Tensor intercept) {}
    String text =
        GradientCheck.of((Line l) ->
                new Wrong(x -> x.times(x).times(x), vector(1, 2))
                    .on(l.slope())
                    .sum()
                    .plus(l.intercept().times(l.intercept())))
            .directions(1)
            .at(new Line(vector(2, -1), scalar(3)))
            .toString();
    assertThat(text)
        .isEqualTo(
            """
            gradient check: WRONG (f64, tolerance 1.0e-06, step 6.1e-06)
              order 1, slope f64[2]: WRONG in 1 of 2 checked, worst at [1]
                analytic 6.00000000, numeric 3.00000000 ± 2.9e-09, relative error 5.0e-01
                the differences agree with each other; the gradient is wrong
              order 1, intercept f64[]: OK, 1 checked
                analytic 6.00000000, numeric 6.00000000 ± 9.9e-10, relative error 0
              order 1, all inputs along random directions: WRONG in 1 of 1 checked
                analytic 4.27168211, numeric 5.18404729 ± 7.6e-10, relative error 1.8e-01
                the differences agree with each other; the gradient is wrong
            worst: order 1, slope f64[2] at [1], relative error 5.0e-01\
            """);
  }

  @Test
  void orThrowThrowsTheText() {
    GradientReport report =
        GradientCheck.of((Tensor x) -> new Wrong(Sin::of, scalar(2)).on(x)).at(scalar(1));
    assertThatThrownBy(report::orThrow)
        .isInstanceOf(AssertionError.class)
        .hasMessage(report.toString());
    assertThat(report.ok()).isFalse();
  }

  // ---- the numerical gradient alone

  @Test
  void theNumericalGradientHasTheFormOfTheArgument() {
    Net net = net(DType.FLOAT64);
    Tensor x = Numbers.smooth().tensor(TensorType.f64(2, 3), 1);
    Function<Net, Tensor> f = n -> n.on(x).squared().sum();
    Net numeric = GradientCheck.numeric(f, net);
    Net analytic = Adjoint.eval(Adjoint.grad(f).apply(net));
    assertThat(numeric.name()).isEqualTo("net");
    assertThat(numeric.classes().value()).isEqualTo(NDArray.of(0, 0));
    Tree.map(
        numeric,
        analytic,
        (n, a) -> {
          assertThat(n.value().toDoubleArray())
              .usingComparatorWithPrecision(1e-9)
              .containsExactly(a.value().toDoubleArray());
          return n;
        });
  }

  @Test
  void theNumericalGradientInSinglePrecision() {
    Tensor x = vector(1, -2, 3).cast(DType.FLOAT32);
    Tensor numeric = GradientCheck.numeric((Tensor t) -> t.squared().sum(), x);
    assertThat(numeric.type()).isEqualTo(TensorType.f32(3));
    assertThat(numeric.value().toDoubleArray())
        .usingComparatorWithPrecision(1e-2)
        .containsExactly(2, -4, 6);
  }

  @Test
  void theNumericalGradientWithAStepIsThePlainQuotient() {
    double x = 0.7;
    double h = 1e-3;
    double expected = (Math.exp(x + h) - Math.exp(x - h)) / (2 * h);
    double found = GradientCheck.numeric((Tensor t) -> t.exp(), scalar(x), h).value().item();
    assertThat(found).isCloseTo(expected, within(1e-12));
    assertThat(found - Math.exp(x)).isCloseTo(h * h / 6 * Math.exp(x), within(1e-3));
  }

  // ---- misuse

  @Test
  void misuseIsNamed() {
    GradientCheck<Tensor> check = GradientCheck.of((Tensor x) -> x.sum());
    assertMisuse(() -> check.order(3), "gradient check with order 3: it must be 1 or 2");
    assertMisuse(
        () -> check.tolerance(0), "gradient check with tolerance 0.0: it must be between 0 and 1");
    assertMisuse(
        () -> check.tolerance(Double.NaN),
        "gradient check with tolerance NaN: it must be between 0 and 1");
    assertMisuse(() -> check.step(-1), "gradient check with step -1.0: it must be between 0 and 1");
    assertMisuse(
        () -> check.directions(0), "gradient check with directions 0: there must be at least 1");
    assertMisuse(
        () -> check.elements(0), "gradient check with elements 0: there must be at least 1");
    assertMisuse(
        () -> check.at(constant(NDArray.of(1, 2))),
        "gradient check at [i32[2]]: it holds no f32 or f64 element, and nothing else has a gradient");
    assertMisuse(
        () -> check.at(Tensor.zeros(new TensorType(DType.FLOAT64, Shape.of(0, 2)))),
        "gradient check at [f64[0,2]]: it holds no f32 or f64 element, and nothing else has a gradient");
    assertMisuse(
        () -> GradientCheck.of((Tensor x) -> Greater.of(x, scalar(0))).at(scalar(1)),
        "gradient check of a function to [bool[]]: it returns no f32 or f64 tensor, and nothing else has a gradient");
    assertMisuse(
        () -> GradientCheck.numeric((Tensor x) -> x, vector(1, 2)),
        "numeric gradient needs a function to f32[] or f64[], but it returned f64[2]; reduce it with sum() or mean()");
    assertMisuse(
        () -> GradientCheck.numeric((Tensor x) -> x.sum(), vector(1, 2), 0),
        "numeric gradient with step 0.0: it must be positive");
    assertThatThrownBy(() -> check.at(Tensor.variable(TensorType.f64())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("free variable f64[]");
  }

  private static void assertMisuse(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable misuse, String message) {
    assertThatThrownBy(misuse).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
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

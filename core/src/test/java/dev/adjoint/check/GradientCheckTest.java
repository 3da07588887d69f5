package dev.adjoint.check;

import static dev.adjoint.graph.Tensor.constant;
import static dev.adjoint.graph.Tensor.scalar;
import static dev.adjoint.graph.Tensor.vector;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.adjoint.array.DType;
import dev.adjoint.array.NDArray;
import dev.adjoint.array.Shape;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Tensor;
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

class GradientCheckTest {
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
            .at(Net.of(DType.FLOAT64))
            .orThrow();
    assertThat(report.inputs().stream().map(row -> row.aspect() + " " + row.name()))
        .containsExactly(
            "REVERSE layers[0].weight f64[3,4]",
            "REVERSE layers[0].bias f64[4]",
            "REVERSE layers[1].weight f64[4,2]",
            "REVERSE layers[1].bias f64[2]",
            "SECOND layers[0].weight f64[3,4]",
            "SECOND layers[0].bias f64[4]",
            "SECOND layers[1].weight f64[4,2]",
            "SECOND layers[1].bias f64[2]");
    assertThat(report.inputs().stream().map(GradientReport.Row::checked))
        .containsExactly(12, 4, 8, 2, 48, 16, 32, 8);
  }

  @Test
  void singlePrecisionIsCheckedWithItsOwnStepAndTolerance() {
    Tensor x = Numbers.smooth().tensor(TensorType.f32(2, 3), 1);
    GradientReport report =
        GradientCheck.of((Net n) -> n.on(x).squared().mean()).order(2).at(Net.of(DType.FLOAT32));
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
        GradientCheck.of((Tensor t) -> new WrongOps.Wrong(Sin::of, x49()).on(t).sum())
            .elements(1)
            .at(x);
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
    assertThatThrownBy(() -> check.at(Tensor.variable(TensorType.f64())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("eval of variable f64[]: it depends on a variable");
  }

  private static void assertMisuse(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable misuse, String message) {
    assertThatThrownBy(misuse).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
  }
}

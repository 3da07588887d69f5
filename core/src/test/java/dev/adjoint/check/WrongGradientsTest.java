package dev.adjoint.check;

import static dev.adjoint.graph.Tensor.scalar;
import static dev.adjoint.graph.Tensor.vector;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.array.DType;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Tensor;
import dev.adjoint.op.Sin;
import dev.adjoint.op.Tanh;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WrongGradientsTest {
  @ParameterizedTest
  @ValueSource(doubles = {-1, 0, 2, 1 + 1e-4, 1 - 1e-5})
  void aWrongFactorIsFound(double factor) {
    GradientReport report =
        GradientCheck.of((Tensor x) -> new WrongOps.Wrong(Tanh::of, scalar(factor)).on(x))
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
        GradientCheck.of((Tensor t) -> new WrongOps.Wrong(Tanh::of, scalar(factor)).on(t)).at(x);
    assertThat(report.verdict()).isEqualTo(Verdict.WRONG);
    assertThat(report.precision()).isEqualTo(DType.FLOAT32);
  }

  @Test
  void aDroppedTermIsFoundAndItsInputNamed() {
    record Pair(Tensor left, Tensor right) {}
    GradientReport report =
        GradientCheck.of((Pair p) -> new WrongOps.DroppedTerm().on(p.left(), p.right()))
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
        GradientCheck.of((Tensor x) -> new WrongOps.Wrong(Sin::of, Tensor.matrix(factor)).on(x))
            .at(Numbers.smooth().tensor(TensorType.f64(2, 3), 4));
    assertThat(report.worst().wrong()).isEqualTo(1);
    assertThat(report.worst().worst().place()).isEqualTo("[1,1]");
  }

  @Test
  void anErrorAtOrderTwoIsFoundThereOnly() {
    GradientCheck<Tensor> check =
        GradientCheck.of((Tensor x) -> new WrongOps.WrongAtOrderTwo().on(x).sum());
    check.at(vector(1, 2)).orThrow();
    GradientReport report = check.order(2).at(vector(1, 2));
    assertThat(report.inputs().stream().map(GradientReport.Row::verdict))
        .containsExactly(Verdict.OK, Verdict.WRONG);
    assertThat(report.worst().aspect()).isEqualTo(Aspect.SECOND);
    assertThat(report.worst().wrong()).isEqualTo(8);
  }

  @Test
  void theArticlesGradientOfTheL2TermIsFound() {
    Tensor w = Numbers.smooth().tensor(TensorType.f64(2, 50), 1);
    GradientReport report =
        GradientCheck.of((Tensor x) -> Tensor.of(new WrongOps.ArticleDecay(1e-4, 300), x)).at(w);
    assertThat(report.verdict()).isEqualTo(Verdict.WRONG);
    assertThat(report.worst().wrong()).isEqualTo(100);
    GradientCheck.of((Tensor x) -> new WrongOps.ArticleDecay(1e-4, 300).expand(List.of(x)))
        .at(w)
        .orThrow();
  }

  @Test
  void aGradientThatIsNotFiniteWhereTheFunctionIsSmoothIsWrong() {
    Tensor nan = vector(1, Double.NaN, 1);
    GradientReport report =
        GradientCheck.of((Tensor x) -> new WrongOps.Wrong(Sin::of, nan).on(x)).at(vector(1, 2, 3));
    assertThat(report.verdict()).isEqualTo(Verdict.WRONG);
    assertThat(report.worst().wrong()).isEqualTo(1);
    assertThat(report.worst().worst().place()).isEqualTo("[1]");
    assertThat(report.worst().worst().reason(Aspect.REVERSE))
        .isEqualTo("the function is smooth here, so its gradient must be finite");
  }
}

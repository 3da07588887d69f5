package dev.adjoint.check;

import static dev.adjoint.Adjoint.grad;
import static dev.adjoint.Adjoint.valueAndGrad;
import static dev.adjoint.graph.Tensor.scalar;
import static dev.adjoint.graph.Tensor.vector;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.adjoint.array.NDArray;
import dev.adjoint.graph.Composite;
import dev.adjoint.graph.Tensor;
import dev.adjoint.op.Exp;
import dev.adjoint.op.Greater;
import dev.adjoint.op.Log;
import dev.adjoint.op.Softmax;
import dev.adjoint.op.Sqrt;
import dev.adjoint.op.Sub;
import dev.adjoint.op.Sum;
import dev.adjoint.op.Where;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class NumberHuntTest {
  private static NumberReport.Finding only(NumberReport report) {
    assertThat(report.findings()).hasSize(1);
    return report.first().orElseThrow();
  }

  private static int line() {
    return StackWalker.getInstance()
        .walk(frames -> frames.skip(1).findFirst().orElseThrow().getLineNumber());
  }

  @Test
  void theFirstOpIsNamedWithItsLineAndTheNumbersAround() {
    int[] line = new int[1];
    Function<Tensor, Tensor> f =
        x -> {
          line[0] = line() + 1;
          Tensor y = Log.of(x.minus(2));
          return y.times(y).sum();
        };
    NumberReport report = NumberHunt.of(f).at(vector(3, 2, 4));
    assertThat(only(report).position()).containsExactly(1);
    assertThat(report)
        .hasToString(
            """
            Log made -Infinity at [1] of good numbers
              Log[] of f64[3] is f64[3]
              at NumberHuntTest.java:%d
              input 0 at [1]: 0.0
              1 of 3 elements not finite\
            """
                .formatted(line[0]));
    assertThatThrownBy(report::orThrow)
        .isInstanceOf(AssertionError.class)
        .hasMessage(report.toString());
  }

  @Test
  void aGradientIsNamedByTheOpItIsOf() {
    Function<Tensor, Tensor> f = x -> Sqrt.of(x).sum();
    assertThat(NumberHunt.of(f).at(vector(4, 0)).isClean()).isTrue();
    NumberReport.Finding finding = only(NumberHunt.of(valueAndGrad(f)).at(vector(4, 0)));
    assertThat(finding.node().source().gradientOf()).contains(new Sqrt());
    assertThat(finding.value()).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(finding.toString()).contains(", in the gradient of Sqrt\n");
  }

  /// The old trap: the branch that is not taken has an infinite derivative.
  @Test
  void aBranchNotTakenIsFoundInTheGradient() {
    Function<Tensor, Tensor> f =
        x -> Where.of(Greater.of(x, scalar(0)), Log.of(x), scalar(0)).sum();
    assertThat(NumberHunt.of(f).at(vector(0)).first().orElseThrow().node().op())
        .isEqualTo(new Log());
    NumberReport report = NumberHunt.of(grad(f)).forNaN().at(vector(0));
    NumberReport.Finding finding = only(report);
    assertThat(finding.value()).isNaN();
    assertThat(finding.node().source().gradientOf()).contains(new Log());
  }

  @Test
  void infinitiesMayBeMeant() {
    Function<Tensor, Tensor> f = x -> Exp.of(Log.of(x)).sum();
    assertThat(NumberHunt.of(f).at(vector(0, 1)).isClean()).isFalse();
    assertThat(NumberHunt.of(f).forNaN().at(vector(0, 1)).isClean()).isTrue();
    Function<Tensor, Tensor> difference = x -> Log.of(x).minus(Log.of(x));
    assertThat(only(NumberHunt.of(difference).forNaN().at(vector(0))).node().op())
        .isEqualTo(new Sub());
  }

  @Test
  void infinitiesThatAreMeantAreNotCounted() {
    Function<Tensor, Tensor> f = x -> Log.of(x).times(vector(0, 1, 1));
    assertThat(NumberHunt.of(f).forNaN().at(vector(0, 0, 1)).toString())
        .startsWith("Mul made NaN at [0] of good numbers\n")
        .endsWith("\n  1 of 3 elements NaN");
  }

  @Test
  void argumentsAndConstantsAreLookedAt() {
    Function<Tensor, Tensor> f = x -> x.plus(scalar(1));
    NumberReport report = NumberHunt.of(f).at(vector(1, Double.NaN));
    assertThat(report.toString()).startsWith("an argument f64[2] is NaN at [1]\n  at ");
    Tensor broken = Tensor.constant(NDArray.of(1f / 0));
    assertThat(NumberHunt.of((Tensor x) -> x.times(broken)).at(Tensor.constant(NDArray.of(1f))))
        .asString()
        .startsWith("a constant f32[1] is Infinity at [0]\n");
  }

  @Test
  void overflowInASumShowsTheRange() {
    Function<Tensor, Tensor> f = x -> Sum.of(x);
    assertThat(NumberHunt.of(f).at(vector(1e308, 1e308)).toString())
        .startsWith("Sum made Infinity at [] of good numbers")
        .contains("input 0: 1.0E308 to 1.0E308");
  }

  /// An exponential without the largest taken out first.
  record Naive() implements Composite {
    @Override
    public Tensor expand(List<Tensor> inputs) {
      Tensor e = Exp.of(inputs.getFirst());
      return e.div(e.sum());
    }
  }

  @Test
  void compositesAreLookedInto() {
    Function<Tensor, Tensor> naive = x -> Tensor.of(new Naive(), x);
    NumberReport.Finding finding = only(NumberHunt.of(naive).at(vector(1000, 0)));
    assertThat(finding.node().op()).isEqualTo(new Exp());
    assertThat(finding.toString()).contains(", in Naive\n").contains("NumberHuntTest.java");
    assertThat(NumberHunt.of((Tensor x) -> Softmax.of(x)).at(vector(1000, 0)).isClean()).isTrue();
  }

  @Test
  void nothingFoundSaysSo() {
    NumberReport report = NumberHunt.of((Tensor x) -> x.plus(1)).at(vector(1));
    assertThat(report).hasToString("all numbers are good");
    report.orThrow();
  }
}

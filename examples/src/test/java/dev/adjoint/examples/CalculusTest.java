package dev.adjoint.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.examples.calculus.Check;
import dev.adjoint.examples.calculus.Race;
import dev.adjoint.examples.calculus.Studies;
import dev.adjoint.examples.calculus.Study;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CalculusTest {
  private static List<Study> studies() {
    return Studies.all();
  }

  @ParameterizedTest
  @MethodSource("studies")
  void derivativesAreRight(Study study) {
    assertThat(study.checks()).isNotEmpty().allMatch(Check::isPassed);
  }

  /// They run; how long that takes is nothing to assert.
  @ParameterizedTest
  @MethodSource("studies")
  void derivativesCanBeTimed(Study study) {
    assertThat(study.races()).isNotEmpty();
    for (Race race : study.races()) {
      assertThat(race.run(Duration.ZERO, Duration.ZERO).ratio()).as(race.what()).isPositive();
    }
  }

  @Test
  void printsWhatIsCheckedAndHowLongItTook() {
    Outcome calculus = Outcome.of("calculus", "--only", "ROSENBROCK", "--seconds", "0.01");
    assertThat(calculus.status()).isZero();
    assertThat(calculus.err()).isEmpty();
    assertThat(calculus.out().getFirst())
        .startsWith("program ")
        .containsSubsequence("value", "error", "function", "derivative", "ratio");
    assertThat(calculus.out().get(1)).isEqualTo("Rosenbrock's function, 1,000 variables");
    assertThat(calculus.out().get(2))
        .matches("  gradient, closed form +-?\\d+\\.\\d+ +\\d\\.\\de[+-]\\d\\d");
    assertThat(calculus.out().get(5))
        .matches("  value and gradient +\\d+\\.\\d [um]s +\\d+\\.\\d [um]s +\\d+\\.\\d\\d");
    assertThat(calculus.out()).hasSize(8);
  }

  @Test
  void timesCanBeLeftOut() {
    Outcome calculus = Outcome.of("calculus", "--only", "newton", "--seconds", "0");
    assertThat(calculus.out()).hasSize(5);
    assertThat(calculus.out().getLast()).matches("  Hessian there, closed form .*e[+-]\\d\\d");
  }
}

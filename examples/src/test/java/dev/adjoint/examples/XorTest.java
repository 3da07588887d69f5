package dev.adjoint.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class XorTest {
  @Test
  void printsTheTruthTableAndTheLoss() {
    Outcome xor = Outcome.of("xor");
    assertThat(xor.status()).isZero();
    assertThat(xor.err()).isEmpty();
    assertThat(xor.out().getFirst()).isEqualTo("x1  x2  x1 xor x2  predicted");
    assertThat(xor.out().get(5)).isEmpty();
    assertThat(xor.out().get(6)).matches("loss 0\\.000\\d{3} after 5000 steps");
    assertThat(xor.out().get(7)).matches("a step took \\d+\\.\\d us, the mean of the second half");
    assertThat(xor.out()).hasSize(8);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sgd", "momentum", "adam", "ADAM"})
  void everyOptimizerLearnsIt(String optimizer) {
    List<String> lines = Outcome.of("xor", "--optimizer", optimizer).out();
    assertThat(predicted(lines, " 0   0          0")).isLessThan(0.1);
    assertThat(predicted(lines, " 0   1          1")).isGreaterThan(0.9);
    assertThat(predicted(lines, " 1   0          1")).isGreaterThan(0.9);
    assertThat(predicted(lines, " 1   1          0")).isLessThan(0.1);
  }

  private static double predicted(List<String> lines, String row) {
    String line = lines.stream().filter(l -> l.startsWith(row + " ")).findFirst().orElseThrow();
    return Double.parseDouble(line.substring(row.length()));
  }

  @Test
  void aSeedGivesTheSameNumbers() {
    assertThat(numbers("--seed", "7")).isEqualTo(numbers("--seed", "7"));
    assertThat(numbers("--seed", "7")).isNotEqualTo(numbers("--seed", "8"));
  }

  @Test
  void optionsMatter() {
    List<String> usual = numbers();
    assertThat(numbers("--hidden", "3")).isNotEqualTo(usual);
    assertThat(numbers("--learning-rate", "0.1")).isNotEqualTo(usual);
    assertThat(numbers("--learning-rate", "2")).isEqualTo(usual);
  }

  @Test
  void oneStepIsEnoughToRun() {
    assertThat(Outcome.of("xor", "--steps", "1").status()).isZero();
  }

  private static List<String> numbers(String... options) {
    String[] args = new String[options.length + 3];
    System.arraycopy(options, 0, args, 3, options.length);
    System.arraycopy(new String[] {"xor", "--steps", "50"}, 0, args, 0, 3);
    return Outcome.of(args).out().subList(0, 7);
  }
}

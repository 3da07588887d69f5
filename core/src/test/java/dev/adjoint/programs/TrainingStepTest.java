package dev.adjoint.programs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.array.NDArray;
import dev.adjoint.compile.Compiler;
import dev.adjoint.compile.Program;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Interpreter;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What steps of training of well-known nets take, and that they compute what they mean.
final class TrainingStepTest {
  static Stream<TrainingStep> steps() {
    return TrainingStep.all(100);
  }

  static Stream<TrainingStep> smallSteps() {
    return Stream.of(TrainingStep.leNet(2), TrainingStep.deep(2));
  }

  @ParameterizedTest
  @MethodSource("steps")
  void theArenaIsNearlyAsSmallAsItCanBe(TrainingStep step) {
    Program program = Compiler.compile(step.graph());
    assertThat(program.arenaBytes())
        .isBetween(program.liveBytes(), (long) (1.05 * program.liveBytes()));
  }

  @ParameterizedTest
  @MethodSource("smallSteps")
  void theyComputeWhatTheInterpreterDoes(TrainingStep step) {
    Graph graph = step.graph();
    List<NDArray> numbers = step.numbers();
    List<NDArray> compiled = Compiler.compile(graph).run(numbers);
    List<NDArray> interpreted = Interpreter.run(graph, numbers);
    for (int k = 0; k < compiled.size(); k++) {
      double[] expected = interpreted.get(k).toDoubleArray();
      double largest = Arrays.stream(expected).map(Math::abs).max().orElse(0);
      double[] actual = compiled.get(k).toDoubleArray();
      for (int i = 0; i < expected.length; i++) {
        assertThat(Math.abs(actual[i] - expected[i])).isLessThan(1e-4 * (1 + largest));
      }
    }
  }
}

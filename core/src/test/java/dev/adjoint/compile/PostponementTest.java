package dev.adjoint.compile;

import static dev.adjoint.graph.Tensor.variable;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.array.NDArray;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Interpreter;
import dev.adjoint.graph.Tensor;
import dev.adjoint.random.Key;
import java.util.List;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/// Loops that wait for a later one which goes on with what they make, and what they cannot wait
/// for. The sum of `s` is known one loop later than `x`.
final class PostponementTest {
  private static final int ROWS = 600;

  /// The number of steps that go through all rows; their results are those of the interpreter.
  private static long loops(BiFunction<Tensor, Tensor, List<Tensor>> f) {
    Tensor x = variable(TensorType.f64(ROWS, 4));
    Tensor s = variable(TensorType.f64());
    Graph graph = Graph.of(List.of(x, s), f.apply(x, s));
    Program program = Compiler.compile(graph);
    List<NDArray> arguments =
        List.of(Key.of(1).normal(x.type()), Key.of(2).normal(TensorType.f64()));
    List<NDArray> wanted = Interpreter.run(graph, arguments);
    List<NDArray> found = program.run(arguments);
    for (int k = 0; k < wanted.size(); k++) {
      assertThat(found.get(k).toDoubleArray())
          .usingComparatorWithPrecision(1e-6)
          .containsExactly(wanted.get(k).toDoubleArray());
    }
    return program.toString().lines().filter(line -> line.contains("over [600,4]")).count();
  }

  @Test
  void meansAndParametersOfAnOptimizerAreOneLoop() {
    assertThat(
            loops((x, s) -> {
              Tensor mean = x.times(0.9).plus(1);
              return List.of(mean, x.minus(mean.times(s.exp().plus(1))));
            }))
        .isEqualTo(1);
  }

  @Test
  void whatAnotherStepReadsInBetweenComesFirst() {
    // the product reads the mean, and the second loop the product
    assertThat(
            loops((x, s) -> {
              Tensor mean = x.times(0.9).plus(1);
              Tensor product = mean.matmul(Tensor.ones(TensorType.f64(4, 4)));
              return List.of(mean, mean.plus(product));
            }))
        .isEqualTo(2);
  }

  @Test
  void whatAnotherStepReadsAtTheSameTimeComesFirst() {
    // neither of the second loop and the product waits for the other
    assertThat(
            loops((x, s) -> {
              Tensor mean = x.times(0.9).plus(1);
              Tensor next = x.minus(mean.times(s.exp().plus(1)));
              return List.of(mean, next, mean.matmul(Tensor.ones(TensorType.f64(4, 4))));
            }))
        .isEqualTo(2);
  }

  @Test
  void whatALaterStepReadsCanWait() {
    assertThat(
            loops((x, s) -> {
              Tensor mean = x.times(0.9).plus(1);
              Tensor next = x.minus(mean.times(s.exp().plus(1)));
              return List.of(mean, next, mean.times(next.matmul(next.transpose()).sum()));
            }))
        .isEqualTo(2);
  }

  @Test
  void whatIsReadInAnotherOrderComesFirst() {
    assertThat(
            loops((x, s) -> {
              Tensor mean = x.times(0.9).plus(1);
              Tensor turned = mean.reshape(4, ROWS).transpose().times(s.exp().plus(1));
              return List.of(mean, turned.plus(mean));
            }))
        .isEqualTo(2);
  }
}

package dev.adjoint.compile;

import static dev.adjoint.compile.Agreement.agree;
import static dev.adjoint.compile.Agreement.normal;
import static dev.adjoint.compile.ProgramTest.program;
import static dev.adjoint.graph.Tensor.variable;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.array.NDArray;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Tensor;
import dev.adjoint.kernel.Kernels;
import dev.adjoint.kernel.Workers;
import dev.adjoint.op.Concat;
import dev.adjoint.op.Sin;
import dev.adjoint.op.Softmax;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Programs and threads: the same bits on any number of them, and many runs at once.
final class ThreadedProgramTest {
  private static NDArray run(Graph graph, NDArray x, Kernels kernels) {
    return Compiler.compile(graph, kernels).run(List.of(x)).getFirst();
  }

  @Test
  void largeLoopsGiveTheSameBitsOnAnyNumberOfThreads() {
    NDArray x = normal(5, 300_001);
    Tensor v = variable(x.type());
    Graph graph = Graph.of(List.of(v), List.of(Sin.of(v.times(v.slice(0, 0, 1)).plus(1).exp())));
    for (Function<Workers, Kernels> kernels :
        List.<Function<Workers, Kernels>>of(Kernels::scalar, Kernels::best)) {
      NDArray alone = run(graph, x, kernels.apply(Workers.of(1)));
      assertThat(run(graph, x, kernels.apply(Workers.of(2)))).isEqualTo(alone);
      assertThat(run(graph, x, kernels.apply(Workers.of(5)))).isEqualTo(alone);
    }
  }

  @Test
  void largeReductionsGiveTheSameBitsOnAnyNumberOfThreads() {
    NDArray x = normal(6, 401, 1_003);
    Function<Tensor, List<Tensor>> f =
        v -> {
          Tensor y = Sin.of(v.times(3).plus(1)).squared();
          return List.of(y.sum(), y.sum(0), y.sum(1), y.max(), y.min(0), Softmax.of(y));
        };
    agree(f, x);
    Tensor v = variable(x.type());
    Graph graph = Graph.of(List.of(v), f.apply(v));
    List<NDArray> alone = Compiler.compile(graph, Kernels.best(Workers.of(1))).run(List.of(x));
    for (int threads : new int[] {2, 8}) {
      Program program = Compiler.compile(graph, Kernels.best(Workers.of(threads)));
      assertThat(program.run(List.of(x))).isEqualTo(alone);
      assertThat(program.run(List.of(x))).isEqualTo(alone);
    }
  }

  @Test
  void manyThreadsRunOneProgramAtOnce() {
    Program p =
        program(x -> Concat.of(0, x.matmul(x).exp().sum(1), x.sum(0)), TensorType.f64(20, 20));
    List<NDArray> inputs = IntStream.range(0, 64).mapToObj(k -> normal(k, 20, 20)).toList();
    List<NDArray> serial = inputs.stream().map(x -> p.run(List.of(x)).getFirst()).toList();
    List<NDArray> parallel =
        inputs.parallelStream().map(x -> p.run(List.of(x)).getFirst()).toList();
    assertThat(parallel).isEqualTo(serial);
  }

  @Test
  void resultsOfOneRunSurviveTheNext() {
    Program p = program(x -> x.exp(), TensorType.f64(4));
    NDArray first = p.run(List.of(normal(1, 4))).getFirst();
    double[] before = first.toDoubleArray();
    p.run(List.of(normal(2, 4)));
    assertThat(first.toDoubleArray()).isEqualTo(before);
  }
}

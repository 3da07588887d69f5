package dev.adjoint.compile;

import static dev.adjoint.graph.Tensor.variable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.adjoint.Allocation;
import dev.adjoint.array.DType;
import dev.adjoint.array.NDArray;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Interpreter;
import dev.adjoint.graph.Tensor;
import dev.adjoint.kernel.Gemm;
import dev.adjoint.kernel.Kernels;
import dev.adjoint.kernel.Workers;
import dev.adjoint.random.Key;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// Batches of products, shared out over workers; one factor is the same for the whole batch.
class ProductTest {
  private static final int BATCHES = 37;
  private static final int SIZE = 41;

  private static Graph graph(DType dtype) {
    Tensor a = variable(TensorType.of(dtype, BATCHES, SIZE, SIZE));
    Tensor b = variable(TensorType.of(dtype, SIZE, SIZE));
    return Graph.of(List.of(a, b), List.of(b.matmul(a)));
  }

  /// The absolute values of the products in a sum add up to less than 64.
  @Test
  void theBitsDoNotDependOnTheThreads() {
    for (DType dtype : List.of(DType.FLOAT32, DType.FLOAT64)) {
      Graph graph = graph(dtype);
      List<NDArray> arguments =
          graph.inputTypes().stream().map(type -> Key.of(7).normal(type)).toList();
      List<NDArray> alone = run(graph, arguments, 1);
      assertThat(run(graph, arguments, 2)).isEqualTo(alone);
      assertThat(run(graph, arguments, 8)).isEqualTo(alone);
      double[] expected = Interpreter.run(graph, arguments).getFirst().toDoubleArray();
      double rounding = dtype == DType.FLOAT32 ? 0x1p-24 : 0x1p-53;
      assertThat(alone.getFirst().toDoubleArray())
          .containsExactly(expected, within((SIZE + 2) * 64 * rounding));
    }
  }

  private static List<NDArray> run(Graph graph, List<NDArray> arguments, int threads) {
    return Compiler.compile(graph, Kernels.best(Workers.of(threads))).run(arguments);
  }

  /// A product that does nothing but meet: it waits until as many threads as there are workers have
  /// come.
  private record Meeting(Set<Thread> threads, CountDownLatch all) implements Gemm {
    @Override
    public void multiply(
        int m,
        int n,
        int k,
        float[] a,
        int ao,
        int aRow,
        int aCol,
        float[] b,
        int bo,
        int bRow,
        int bCol,
        float[] y,
        int yo,
        int yRow,
        boolean accumulate) {
      if (all.getCount() > 0) {
        meet();
      }
    }

    private void meet() {
      if (threads.add(Thread.currentThread())) {
        all.countDown();
      }
      try {
        assertThat(all.await(10, TimeUnit.SECONDS)).isTrue();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }

    @Override
    public void multiply(
        int m,
        int n,
        int k,
        double[] a,
        int ao,
        int aRow,
        int aCol,
        double[] b,
        int bo,
        int bRow,
        int bCol,
        double[] y,
        int yo,
        int yRow,
        boolean accumulate) {
      throw new AssertionError("f64");
    }

    @Override
    public String name() {
      return "meeting";
    }
  }

  private static Run meet(int threads) {
    Kernels plain = Kernels.scalar(Workers.of(threads));
    var meeting = new Meeting(ConcurrentHashMap.newKeySet(), new CountDownLatch(threads));
    var kernels = new Kernels(plain.loops(), meeting, plain.convolver(), plain.workers());
    Run run = Compiler.compile(graph(DType.FLOAT32), kernels).open();
    int matrix = SIZE * SIZE;
    run.argument(0, new float[BATCHES * matrix], 0);
    run.argument(1, new float[matrix], 0);
    run.result(0, new float[BATCHES * matrix], 0);
    run.run();
    return run;
  }

  @Test
  void theWorkersShareABatch() {
    meet(4);
  }

  @Test
  void aSharedBatchAllocatesNothing() {
    assertThat(Allocation.bytes(meet(1)::run)).isZero();
  }
}

package dev.adjoint.compile;

import static dev.adjoint.graph.Tensor.variable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.adjoint.array.DType;
import dev.adjoint.array.NDArray;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Interpreter;
import dev.adjoint.graph.Tensor;
import dev.adjoint.kernel.Kernels;
import dev.adjoint.kernel.Workers;
import dev.adjoint.op.Cos;
import dev.adjoint.op.CumSum;
import dev.adjoint.op.Sin;
import dev.adjoint.op.Slice;
import dev.adjoint.random.Key;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/// A loop writes over what it is the last to read, where it reads that at the element it is at.
final class InPlaceTest {
  private static final int COLUMNS = 8;

  /// In memory, not in a register.
  private static Tensor stored(Tensor x) {
    return CumSum.of(x, 1);
  }

  private static Graph graph(int rows, UnaryOperator<Tensor> f) {
    Tensor x = variable(TensorType.f64(rows, COLUMNS));
    return Graph.of(List.of(x), List.of(f.apply(x)));
  }

  /// Of sizes within a tile, of several tiles, and that several threads share.
  private static void takes(double arrays, UnaryOperator<Tensor> f) {
    for (int rows : new int[] {16, 1000, 25_000}) {
      Graph graph = graph(rows, f);
      NDArray x = Key.of(1).normal(TensorType.f64(rows, COLUMNS));
      double[] expected = Interpreter.run(graph, List.of(x)).getFirst().toDoubleArray();
      for (int threads : new int[] {1, 3}) {
        Program program = Compiler.compile(graph, Kernels.best(Workers.of(threads)));
        assertThat(program.arenaBytes())
            .isBetween(
                (long) (arrays * x.type().bytes()), (long) (arrays * x.type().bytes()) + 128);
        double[] actual = program.run(List.of(x)).getFirst().toDoubleArray();
        for (int i = 0; i < expected.length; i++) {
          assertThat(Math.abs(actual[i] - expected[i])).isLessThan(1e-9);
        }
      }
    }
  }

  @Test
  void aResultTakesThePlaceOfAnOperandThatDies() {
    takes(1, x -> stored(Sin.of(stored(x))));
  }

  @Test
  void soDoSeveral() {
    takes(
        3,
        x -> {
          Tensor a = stored(x);
          Tensor b = stored(x.times(2));
          return stored(Sin.of(a)).minus(stored(Cos.of(b)));
        });
  }

  @Test
  void notOfOneWhoseFirstElementsAreReadOnceForEachRow() {
    takes(
        2,
        x -> {
          Tensor a = stored(x);
          int rows = x.shape().size(0);
          Tensor first = a.reshape(-1).slice(0, 0, rows).reshape(rows, 1);
          Tensor b = a.plus(1);
          return stored(b.times(b.sum(1).reshape(rows, 1).plus(first)));
        });
  }

  @Test
  void notOfOneThatIsReadByLaterSteps() {
    takes(
        3,
        x -> {
          Tensor a = stored(x);
          return stored(Sin.of(a)).minus(a);
        });
  }

  @Test
  void notOfOneThatIsReadElsewhereToo() {
    takes(
        2,
        x -> {
          Tensor a = stored(x);
          return stored(Sin.of(a).plus(Slice.flip(a, 0)));
        });
    takes(
        2,
        x -> {
          Tensor a = stored(x);
          return stored(Sin.of(a).plus(a.slice(0, 1, 2)));
        });
  }

  /// A tile is folded after all its instructions.
  @Test
  void notOfOneThatIsFoldedInTheSameLoop() {
    takes(
        2 + 1. / COLUMNS,
        x -> {
          Tensor a = stored(x);
          return stored(Sin.of(a)).plus(a.sum(1).reshape(-1, 1));
        });
  }

  /// Each row reads an element of the first rows, which earlier tiles have written by then.
  @Test
  void notOfOneWhoseElementsAreReadForRows() {
    takes(
        2,
        x -> {
          Tensor a = stored(x);
          Tensor rows = a.max(1).plus(a.reshape(-1).slice(0, 0, a.shape().size(0)));
          return stored(a.minus(rows.reshape(-1, 1)));
        });
  }

  @Test
  void notOfOneThatIsReadByLaterInstructions() {
    takes(
        3,
        x -> {
          Tensor a = stored(x);
          Tensor b = Sin.of(a);
          return stored(b).minus(stored(b.times(a)));
        });
  }

  @Test
  void notOfAnotherKind() {
    takes(2, x -> stored(stored(stored(x).cast(DType.FLOAT32)).cast(DType.FLOAT64)));
  }

  @Test
  void longArenasAreSeveralArrays() {
    Graph graph =
        graph(
            32,
            x -> {
              Tensor y = stored(x);
              for (int k = 0; k < 5; k++) {
                y = stored(y).minus(stored(Sin.of(y)));
              }
              return stored(y);
            });
    List<Step> steps = Compiler.compile(graph).steps();
    var whole = new MemoryPlan(steps, Integer.MAX_VALUE - 8);
    var parts = new MemoryPlan(steps, 300);
    assertThat(whole.allocate()).hasSize(1);
    assertThat(parts.allocate().length).isGreaterThan(1);
    assertThat(parts.allocate()).allMatch(array -> ((double[]) array).length <= 300);
    assertThat(parts.bytes()).isEqualTo(whole.bytes());
    steps.stream()
        .flatMap(step -> step.writes().stream())
        .filter(Slot::isTemporary)
        .forEach(slot -> assertThat(parts.offset(slot)).isBetween(0, 300 - 256));
  }

  @Test
  void whatIsLongerThanAnArrayIsRefused() {
    List<Step> steps = Compiler.compile(graph(32, x -> stored(stored(x)))).steps();
    assertThatThrownBy(() -> new MemoryPlan(steps, 200))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "a value of a program is f64[32,8], but an array has at most 200 elements; use smaller batches");
  }
}

package dev.adjoint.compile;

import static dev.adjoint.graph.Tensor.scalar;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.Adjoint;
import dev.adjoint.Allocation;
import dev.adjoint.array.Buffer;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Routine;
import dev.adjoint.graph.Tensor;
import dev.adjoint.kernel.Kernels;
import dev.adjoint.op.CumSum;
import dev.adjoint.op.Flip;
import dev.adjoint.op.Less;
import dev.adjoint.op.Sigmoid;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class RunTest {
  private static final int SIZE = 300;

  /// A routine that allocates nothing itself.
  private record Twin() implements Routine {
    @Override
    public List<TensorType> types(List<TensorType> inputs) {
      return inputs;
    }

    @Override
    public void run(List<Buffer> inputs, List<Buffer> outputs) {
      outputs.get(0).copy(inputs.get(0), 0, 0, inputs.get(0).count());
    }
  }

  private static Program program(Function<List<Tensor>, ?> f) {
    TensorType type = TensorType.f64(SIZE);
    var example = List.of(Tensor.zeros(type), Tensor.zeros(type));
    return Compiler.compile(Adjoint.trace(f, example), Kernels.scalar());
  }

  /// Runs a program of two arguments and one result.
  private static long allocated(Function<List<Tensor>, ?> f) {
    Run run = program(f).open();
    run.argument(0, new double[SIZE], 0);
    run.argument(1, new double[SIZE], 0);
    run.result(0, new double[SIZE], 0);
    run.run();
    return Allocation.bytes(run::run);
  }

  @Test
  void loopsAllocateNothing() {
    assertThat(
            allocated(xs -> {
              Tensor y = Sigmoid.of(xs.get(0).times(xs.get(1)));
              return y.minus(y.squared().mean()).times(Flip.of(xs.get(1), 0));
            }))
        .isZero();
  }

  @Test
  void callsAllocateNothing() {
    assertThat(allocated(xs -> Tensor.of(new Twin(), xs.get(0).plus(xs.get(1))))).isZero();
  }

  @Test
  void scansWhileLoopsAndChoicesAllocateNothing() {
    assertThat(
            allocated(xs -> {
              Tensor x = xs.get(0);
              Tensor few = Adjoint.iterate(10, (Tensor c) -> c.times(0.9).plus(x), xs.get(1));
              Tensor far =
                  Adjoint.whileLoop(
                      c -> Less.of(c.sum(), scalar(900)), c -> c.plus(1).plus(x), few);
              return Adjoint.cond(
                  Less.of(x.sum(), scalar(1)), c -> c.squared(), c -> c.negate(), far);
            }))
        .isZero();
  }

  @Test
  void whatIsReadLaterOrElsewhereIsNotWrittenOver() {
    assertThat(program(xs -> xs.get(0).plus(xs.get(1))).overwrites(0, 0)).isTrue();
    assertThat(program(xs -> xs.get(0).plus(xs.get(1))).overwrites(0, 1)).isTrue();
    assertThat(program(xs -> Flip.of(xs.get(0), 0).plus(xs.get(1))).overwrites(0, 0)).isFalse();
    assertThat(program(xs -> xs.get(0).plus(xs.get(0).sum())).overwrites(0, 0)).isTrue();
    assertThat(program(xs -> CumSum.of(xs.get(0), 0)).overwrites(0, 0)).isFalse();
    assertThat(program(xs -> xs).overwrites(0, 0)).isFalse();
    assertThat(program(RunTest::newThenOld).overwrites(0, 0)).isFalse();
  }

  private static List<Tensor> newThenOld(List<Tensor> xs) {
    Tensor next = xs.get(0).plus(xs.get(1));
    return List.of(next, next.times(xs.get(0)));
  }
}

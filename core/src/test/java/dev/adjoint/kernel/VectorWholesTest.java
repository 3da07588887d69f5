package dev.adjoint.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.adjoint.Allocation;
import dev.adjoint.array.DType;
import net.jqwik.api.Example;

class VectorWholesTest {
  private final Loops loops = new VectorLoops();

  /// What the JIT learns of one function's loop is not mixed with what it learns of another's.
  @Example
  void eachFunctionHasAClassOfItsOwn() {
    for (DType dtype : new DType[] {DType.FLOAT32, DType.FLOAT64}) {
      assertThat(type(Elementary.SIGMOID, dtype)).isNotEqualTo(type(Elementary.EXP, dtype));
      assertThat(type(Elementary.SIGMOID, dtype)).isEqualTo(type(Elementary.SIGMOID, dtype));
    }
  }

  /// Neither for whole vectors nor for what is left of them, in code that is compiled in full.
  @Example
  void loopsAllocateNothing() {
    assumeTrue(Allocation.isOptimized());
    for (Elementary function : new Elementary[] {Elementary.EXP, Elementary.SIN, Elementary.COS}) {
      assertThat(bytes(function, DType.FLOAT32, new float[100])).isZero();
      assertThat(bytes(function, DType.FLOAT64, new double[100])).isZero();
    }
  }

  private long bytes(Elementary function, DType dtype, Object x) {
    TileLoop loop = loops.loop(function, dtype).orElseThrow();
    Runnable step =
        () -> {
          loop.run(x, 0, x, 0, x, 0, x, 0, 100);
          loop.run(x, 0, x, 0, x, 0, x, 0, 1);
        };
    Allocation.settle(step);
    return Allocation.bytes(step);
  }

  private Class<?> type(Elementary function, DType dtype) {
    return loops.loop(function, dtype).orElseThrow().getClass();
  }
}

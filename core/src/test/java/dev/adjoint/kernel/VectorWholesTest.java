package dev.adjoint.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.adjoint.Allocation;
import dev.adjoint.array.DType;
import java.lang.reflect.Array;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.GenerationMode;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

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
  @Property(tries = 6, generation = GenerationMode.EXHAUSTIVE)
  void allocateNothing(@ForAll("dtypes") DType dtype, @ForAll("functions") Elementary function) {
    assumeTrue(Allocation.isOptimized());
    Object x = Array.newInstance(dtype == DType.FLOAT32 ? float.class : double.class, 100);
    TileLoop loop = loops.loop(function, dtype).orElseThrow();
    Runnable step =
        () -> {
          loop.run(x, 0, x, 0, x, 0, x, 0, 100);
          loop.run(x, 0, x, 0, x, 0, x, 0, 1);
        };
    Allocation.settle(step);
    assertThat(Allocation.bytes(step)).isZero();
  }

  @Provide
  Arbitrary<DType> dtypes() {
    return Arbitraries.of(DType.FLOAT32, DType.FLOAT64);
  }

  @Provide
  Arbitrary<Elementary> functions() {
    return Arbitraries.of(Elementary.EXP, Elementary.SIN, Elementary.COS);
  }

  private Class<?> type(Elementary function, DType dtype) {
    return loops.loop(function, dtype).orElseThrow().getClass();
  }
}

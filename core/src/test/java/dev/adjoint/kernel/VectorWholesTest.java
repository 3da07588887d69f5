package dev.adjoint.kernel;

import static org.assertj.core.api.Assertions.assertThat;

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

  private Class<?> type(Elementary function, DType dtype) {
    return loops.loop(function, dtype).orElseThrow().getClass();
  }
}

package dev.adjoint.compile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Tensor;
import dev.adjoint.op.Exp;
import dev.adjoint.op.LogSoftmax;
import dev.adjoint.op.Tanh;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/// How the elements of a loop are shared out.
class LoopTest {
  private static Tensor curves(Tensor x, int ops) {
    Tensor y = LogSoftmax.of(x);
    for (int k = 0; k < ops; k++) {
      y = k % 2 == 0 ? Tanh.of(y) : Exp.of(y);
    }
    return y;
  }

  private static List<Integer> sizes(Loop loop) {
    int shares = loop.shares();
    return IntStream.range(0, shares)
        .mapToObj(k -> loop.start(k + 1, shares) - loop.start(k, shares))
        .toList();
  }

  private static List<Loop> loops(int rows, int columns, int ops) {
    return StretchesTest.loops(
        StretchesTest.compile(x -> curves(x, ops), TensorType.f32(rows, columns), 2));
  }

  @Property(tries = 200, seed = "1")
  void noShareIsEmptyAndAllElementsAreInOne(
      @ForAll @IntRange(min = 1, max = 400) int rows,
      @ForAll @IntRange(min = 1, max = 30) int columns,
      @ForAll @IntRange(max = 20) int ops) {
    for (Loop loop : loops(rows, columns, ops)) {
      assertThat(sizes(loop)).allMatch(size -> size > 0);
      assertThat(sizes(loop).stream().mapToInt(size -> size).sum()).isEqualTo(loop.shape().count());
    }
  }

  /// A batch of 100 with ten classes.
  @Example
  void aLoopOfAThousandElementsAndManyOpsIsSharedInHalf() {
    Loop loop = loops(100, 10, 10).getFirst();
    assertThat(sizes(loop)).containsExactly(500, 500);
    assertThat(loop.isBrief()).isTrue();
  }

  @Example
  void fewSharesMayBeMuchWork() {
    Program sums = StretchesTest.compile(x -> x.sum(0), TensorType.f32(16, 100_000), 2);
    Loop loop = StretchesTest.loops(sums).getFirst();
    assertThat(loop.shares()).isEqualTo(4);
    assertThat(loop.isBrief()).isFalse();
  }
}

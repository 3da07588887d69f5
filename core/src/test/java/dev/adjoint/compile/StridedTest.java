package dev.adjoint.compile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.array.Layout;
import dev.adjoint.array.Shape;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

final class StridedTest {
  /// Layouts of up to four axes; strides of 0, and such that neighbours can be merged, are
  /// frequent.
  @Provide
  Arbitrary<Layout> layouts() {
    Arbitrary<int[]> sizes = Arbitraries.integers().between(1, 5).array(int[].class).ofMaxSize(4);
    return sizes.flatMap(size ->
        Arbitraries.of(0, 1, 2, 5, 10, 25, -1, 60)
            .array(Integer[].class)
            .ofSize(size.length)
            .map(strides -> layout(Shape.of(size), strides)));
  }

  private static Layout layout(Shape shape, Integer[] strides) {
    int[] plain = new int[strides.length];
    int[] dense = shape.strides();
    for (int k = 0; k < plain.length; k++) {
      plain[k] = strides[k] == 60 ? dense[k] : strides[k];
    }
    return Layout.of(shape, 1000, plain);
  }

  @Property(tries = 1000, seed = "1")
  void runsVisitTheElementsInOrder(@ForAll("layouts") Layout layout) {
    Strided strided = Strided.of(layout);
    for (int i = 0; i < layout.shape().count(); i++) {
      int place = strided.place(i / strided.run()) + i % strided.run() * strided.stride();
      assertThat(place).isEqualTo(layout.place(i));
    }
  }

  @Property(tries = 1000, seed = "2")
  void placesRepeatAfterThePeriod(@ForAll("layouts") Layout layout) {
    int period = Strided.of(layout).period();
    for (int i = 0; period > 0 && i < layout.shape().count() - period; i++) {
      assertThat(layout.place(i + period)).isEqualTo(layout.place(i));
    }
  }

  @Property(tries = 1000, seed = "3")
  void gatherCopiesWhatTheLayoutSays(@ForAll("layouts") Layout layout) {
    double[] source = new double[2000];
    for (int i = 0; i < source.length; i++) {
      source[i] = i;
    }
    int start = layout.shape().count() / 3;
    int n = layout.shape().count() - start;
    double[] tile = new double[n];
    Gather.fill(Strided.of(layout), source, 7, start, tile, n);
    for (int i = 0; i < n; i++) {
      assertThat(tile[i]).isEqualTo(7.0 + layout.place(start + i));
    }
  }

  @Test
  void aRowRepeatedHasItsLengthAsPeriod() {
    Strided bias = Strided.of(Layout.of(Shape.of(100, 10), 0, 0, 1));
    assertThat(bias.period()).isEqualTo(10);
    assertThat(bias.isUniform()).isFalse();
    assertThat(Strided.of(Layout.of(Shape.of(4, 5), 3, 0, 0)).isUniform()).isTrue();
    assertThat(Strided.of(Layout.of(Shape.of(4, 5), 3, 5, 1)).isContiguous()).isTrue();
  }
}

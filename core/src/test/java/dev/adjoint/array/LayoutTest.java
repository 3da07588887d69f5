package dev.adjoint.array;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.check.Shapes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class LayoutTest {
  /// A layout and a shape with as many elements.
  record Reshaping(Layout layout, Shape to) {}

  /// Layouts as views make them: axes permuted, reversed, repeated with stride 0, spread out.
  @Provide
  Arbitrary<Layout> layouts() {
    return Combinators.combine(Shapes.any(), Arbitraries.randomValue(random -> random))
        .as(LayoutTest::layout);
  }

  private static Layout layout(Shape shape, Random random) {
    var axes = new ArrayList<>(IntStream.range(0, shape.rank()).boxed().toList());
    if (random.nextBoolean()) {
      java.util.Collections.shuffle(axes, random);
    }
    int[] strides = new int[shape.rank()];
    int stride = 1;
    for (int axis : axes.reversed()) {
      strides[axis] = random.nextInt(6) == 0 ? 0 : random.nextInt(6) == 0 ? -stride : stride;
      stride *= shape.size(axis) + (random.nextInt(5) == 0 ? 1 : 0);
    }
    return Layout.of(shape, 1000 + random.nextInt(3), strides);
  }

  @Provide
  Arbitrary<Reshaping> reshapings() {
    return Combinators.combine(layouts(), Arbitraries.randomValue(random -> random))
        .as((layout, random) -> new Reshaping(layout, regrouped(layout.shape(), random)));
  }

  /// Prime factors of the sizes, grouped anew, with ones strewn in.
  private static Shape regrouped(Shape shape, Random random) {
    var sizes = new ArrayList<Integer>();
    for (int size : shape.toArray()) {
      sizes.addAll(size == 4 ? List.of(2, 2) : List.of(size));
    }
    var result = new ArrayList<Integer>();
    for (int size : sizes) {
      if (!result.isEmpty() && random.nextBoolean()) {
        result.set(result.size() - 1, result.getLast() * size);
      } else {
        result.add(size);
      }
      if (random.nextInt(5) == 0) {
        result.add(1);
      }
    }
    return Shape.of(result.stream().mapToInt(i -> i).toArray());
  }

  private static int[] places(Layout layout) {
    return IntStream.range(0, layout.shape().count()).map(layout::place).toArray();
  }

  @Property(seed = "1", tries = 1000)
  void placeIsTheOffsetPlusIndicesTimesStrides(@ForAll("layouts") Layout layout) {
    int[] index = new int[layout.shape().rank()];
    for (int i = 0; i < layout.shape().count(); i++) {
      int place = layout.offset();
      for (int axis = 0; axis < index.length; axis++) {
        place += index[axis] * layout.stride(axis);
      }
      assertThat(layout.place(i)).isEqualTo(place);
      for (int axis = index.length - 1; axis >= 0; axis--) {
        index[axis] = (index[axis] + 1) % layout.shape().size(axis);
        if (index[axis] != 0) {
          break;
        }
      }
    }
  }

  @Property(seed = "1", tries = 1000)
  void contiguousMeansOneAfterTheOther(@ForAll("layouts") Layout layout) {
    int[] dense =
        IntStream.range(0, layout.shape().count()).map(i -> layout.offset() + i).toArray();
    assertThat(layout.isContiguous()).isEqualTo(Arrays.equals(places(layout), dense));
  }

  @Property(seed = "1", tries = 5000)
  void aReshapeHasTheSameElementsInTheSameOrder(@ForAll("reshapings") Reshaping reshaping) {
    Optional<Layout> result = reshaping.layout().reshape(reshaping.to());
    result.ifPresent(layout -> {
      assertThat(layout.shape()).isEqualTo(reshaping.to());
      assertThat(places(layout)).isEqualTo(places(reshaping.layout()));
    });
  }

  /// Strides can say a reshape if, along each new axis, neighbours are everywhere equally far
  /// apart; then it must be found.
  @Property(seed = "1", tries = 5000)
  void aReshapeIsFoundIfThereIsOne(@ForAll("reshapings") Reshaping reshaping) {
    int[] places = places(reshaping.layout());
    Shape to = reshaping.to();
    int[] dense = to.strides();
    int[] strides =
        IntStream.range(0, to.rank())
            .map(axis -> to.size(axis) > 1 ? places[dense[axis]] - places[0] : 0)
            .toArray();
    boolean possible =
        Arrays.equals(places(Layout.of(to, reshaping.layout().offset(), strides)), places);
    assertThat(reshaping.layout().reshape(to).isPresent()).isEqualTo(possible);
  }

  @Test
  void emptyLayoutsReshape() {
    Layout empty = Layout.of(Shape.of(0, 3), 5, 1, 0);
    assertThat(empty.isContiguous()).isTrue();
    assertThat(empty.reshape(Shape.of(2, 0)).map(Layout::shape)).contains(Shape.of(2, 0));
  }

  @Test
  void layoutsAreValues() {
    Layout layout = Layout.of(Shape.of(2, 3), 4, 1, -2);
    assertThat(layout).isEqualTo(Layout.of(Shape.of(2, 3), 4, 1, -2)).hasToString("[2,3]@4[1,-2]");
    assertThat(layout).hasSameHashCodeAs(Layout.of(Shape.of(2, 3), 4, 1, -2));
    assertThat(layout).isNotEqualTo(Layout.of(Shape.of(2, 3), 0, 1, -2));
    layout.strides()[0] = 100;
    assertThat(layout.stride(0)).isEqualTo(1);
  }
}

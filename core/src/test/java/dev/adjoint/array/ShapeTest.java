package dev.adjoint.array;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.adjoint.check.Shapes;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ShapeTest {
  @Provide
  Arbitrary<Shape> shapes() {
    return Shapes.any();
  }

  @Provide
  Arbitrary<Shapes.Pair> pairs() {
    return Shapes.broadcasting();
  }

  @Property(seed = "1", tries = 300)
  void countIsTheProductOfTheSizes(@ForAll("shapes") Shape shape) {
    assertThat(shape.count()).isEqualTo(Arrays.stream(shape.toArray()).reduce(1, (a, b) -> a * b));
    assertThat(Shape.of(shape.toArray())).isEqualTo(shape).hasSameHashCodeAs(shape);
  }

  @Property(seed = "1", tries = 300)
  void axesCountFromBothEnds(@ForAll("shapes") Shape shape) {
    for (int axis = 0; axis < shape.rank(); axis++) {
      assertThat(shape.axis(axis - shape.rank())).isEqualTo(axis);
      assertThat(shape.size(axis - shape.rank())).isEqualTo(shape.size(axis));
    }
  }

  @Property(seed = "1", tries = 300)
  void stridesAreTheProductsOfTheSizesBehind(@ForAll("shapes") Shape shape) {
    int[] strides = shape.strides();
    for (int axis = 0; axis < shape.rank(); axis++) {
      int behind = 1;
      for (int later = axis + 1; later < shape.rank(); later++) {
        behind *= shape.size(later);
      }
      assertThat(strides[axis]).isEqualTo(behind);
    }
  }

  @Property(seed = "1", tries = 500)
  void broadcastingTakesTheLargerSizeOfEachAxis(@ForAll("pairs") Shapes.Pair pair) {
    Shape common = pair.common();
    assertThat(common).isEqualTo(pair.right().broadcast(pair.left()));
    assertThat(common.broadcast(pair.left())).isEqualTo(common);
    for (int back = 1; back <= common.rank(); back++) {
      assertThat(common.size(-back))
          .isEqualTo(Math.max(size(pair.left(), back), size(pair.right(), back)));
    }
  }

  private static int size(Shape shape, int back) {
    return back <= shape.rank() ? shape.size(-back) : 1;
  }

  @Test
  void anEmptyAxisBroadcastsWithOne() {
    assertThat(Shape.of(0, 3).broadcast(Shape.of(1, 3))).isEqualTo(Shape.of(0, 3));
    assertThat(Shape.of(0).count()).isZero();
    assertThat(Shape.of(1 << 20, 1 << 20, 0).count()).isZero();
  }

  @Test
  void axesAreSortedAndNoneMeansAll() {
    Shape shape = Shape.of(2, 3, 4);
    assertThat(shape.axes()).containsExactly(0, 1, 2);
    assertThat(shape.axes(-1, 0)).containsExactly(0, 2);
    assertThat(Shape.SCALAR.axes()).isEmpty();
    assertThat(shape.without(List.of(0, 2))).isEqualTo(Shape.of(3));
    assertThat(shape.withOnes(List.of(0, 2))).isEqualTo(Shape.of(1, 3, 1));
    assertThat(shape).hasToString("[2,3,4]");
    assertThat(Shape.SCALAR).hasToString("[]");
  }

  @Test
  void misuseIsNamed() {
    assertMisuse(() -> Shape.of(2, -3), "shape [2,-3]: axis 1 has the negative size -3");
    assertMisuse(
        () -> Shape.of(1 << 16, 1 << 16),
        "shape [65536,65536] has more than 2147483647 elements, the largest Java array");
    assertMisuse(() -> Shape.of(2, 3).size(2), "axis 2 does not exist in shape [2,3] of rank 2");
    assertMisuse(() -> Shape.of(2, 3).axis(-3), "axis -3 does not exist in shape [2,3] of rank 2");
    assertMisuse(
        () -> Shape.of(2, 3).axes(1, -1), "axes [1, -1] of shape [2,3] name one axis twice");
    assertMisuse(
        () -> Shape.of(2).broadcast(Shape.of(3)),
        "shapes [2] and [3] do not broadcast: axis -1 is 2 in one and 3 in the other");
    assertMisuse(
        () -> Shape.of(4, 2, 1).broadcast(Shape.of(3, 1)),
        "shapes [4,2,1] and [3,1] do not broadcast: axis -2 is 2 in one and 3 in the other");
  }

  private static void assertMisuse(ThrowingCallable misuse, String message) {
    assertThatThrownBy(misuse).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
  }
}

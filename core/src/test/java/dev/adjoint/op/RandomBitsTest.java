package dev.adjoint.op;

import static dev.adjoint.op.DrawContract.key;
import static dev.adjoint.op.OpContract.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.adjoint.array.Shape;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Tensor;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

final class RandomBitsTest {
  @Property(tries = 50, seed = "42")
  void areTheBitsOfTheKey(@ForAll long seed) {
    DrawContract.givesTheBitsOfTheKey(
        seed, key -> RandomBits.of(key, 3, 5), key -> key.words(Shape.of(3, 5)));
  }

  /// 32 counts of n = 10⁵ coins each, within five standard errors, 5 · √(n / 4).
  @Example
  void everyBitIsACoin() {
    int n = 100_000;
    int[] words = run(RandomBits.of(key(1), n)).toIntArray();
    for (int bit = 0; bit < 32; bit++) {
      int place = bit;
      long ones = IntStream.of(words).filter(word -> (word >>> place & 1) == 1).count();
      assertThat(Math.abs(ones - n / 2.0)).isLessThan(5 * Math.sqrt(n / 4.0));
    }
  }

  @Example
  void listing() {
    assertThat(
            OpContract.listing(OpContract.formula(k -> RandomBits.of(k, 3)), TensorType.i32(4, 2)))
        .isEqualTo("%1: i32[4,3] = RandomBits[shape=[3]] %0");
  }

  @Example
  void wantsAKey() {
    DrawContract.wantsAKey("randombits", key -> RandomBits.of(key, 3));
  }

  @Example
  void hasNoGradient() {
    Tensor y = RandomBits.of(key(1), 3);
    var op = new RandomBits(Shape.of(3));
    assertThatThrownBy(() -> op.pullback(0, y.inputs(), List.of(y), List.of(y)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("RandomBits[shape=[3]] has no input with a gradient");
  }
}

package dev.adjoint.op;

import static dev.adjoint.op.DrawContract.chiSquared;
import static dev.adjoint.op.DrawContract.even;
import static dev.adjoint.op.DrawContract.key;
import static dev.adjoint.op.DrawContract.part;
import static dev.adjoint.op.OpContract.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.array.NDArray;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

final class PermutationTest {
  @Property(tries = 50, seed = "47")
  void isTheOrderOfTheKey(@ForAll long seed, @ForAll @IntRange(max = 20) int count) {
    DrawContract.givesTheBitsOfTheKey(
        seed, key -> Permutation.of(key, count), key -> key.permutation(count));
  }

  /// χ² of 23 degrees of freedom is above 49.7 once in 1000 seeds.
  @Example
  void everyOrderIsEquallyLikely() {
    int draws = 24_000;
    NDArray orders = run(Permutation.of(SplitKey.of(key(7), draws), 4));
    int[] counts = new int[256];
    int[] all = orders.toIntArray();
    for (int i = 0; i < draws; i++) {
      counts[64 * all[4 * i] + 16 * all[4 * i + 1] + 4 * all[4 * i + 2] + all[4 * i + 3]]++;
    }
    int[] seen = IntStream.of(counts).filter(c -> c > 0).toArray();
    assertThat(seen).hasSize(24);
    assertThat(chiSquared(seen, even(24))).isLessThan(49.7);
  }

  @Example
  void eachKeyHasItsOwnOrder() {
    NDArray orders = run(Permutation.of(SplitKey.of(key(8), 2), 20));
    assertThat(part(orders, 0, 2)).isNotEqualTo(part(orders, 1, 2));
  }

  @Example
  void wantsAKeyAndACount() {
    DrawContract.wantsAKey("permutation", key -> Permutation.of(key, 3));
    OpContract.rejects(
        () -> Permutation.of(key(1), -1), "permutation of i32[2]: the count is negative");
  }
}

package dev.adjoint.op;

import static dev.adjoint.op.DrawContract.key;
import static dev.adjoint.op.OpContract.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.array.NDArray;
import dev.adjoint.graph.Tensor;
import dev.adjoint.random.Key;
import java.util.HashSet;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

final class SplitKeyTest {
  @Property(tries = 50, seed = "48")
  void areTheKeysOfTheKey(@ForAll long seed) {
    DrawContract.givesTheBitsOfTheKey(
        seed,
        key -> SplitKey.of(key, 6).reshape(ChannelGroups.sizes(front(key), new int[] {2, 3, 2})),
        key -> DrawContract.keys(key.split(6)));
    BatchContract.batches(new SplitKey(6), Key.of(seed).toNDArray());
  }

  private static int[] front(Tensor key) {
    return key.shape().without(List.of(key.shape().rank() - 1)).toArray();
  }

  @Example
  void eachIsATensorOfItsOwn() {
    List<Tensor> keys = SplitKey.list(key(9), 3);
    List<Key> eager = Key.of(9).split(3);
    for (int i = 0; i < 3; i++) {
      assertThat(run(keys.get(i))).isEqualTo(eager.get(i).toNDArray());
    }
    assertThat(run(SplitKey.of(key(9), 0)).count()).isZero();
  }

  @Example
  void splitsOfSplitsAreDistinct() {
    NDArray keys = run(SplitKey.of(SplitKey.of(key(10), 50), 50));
    var distinct = new HashSet<Key>();
    for (int i = 0; i < 2500; i++) {
      distinct.add(Key.of((int) keys.value(2 * i), (int) keys.value(2 * i + 1)));
    }
    assertThat(distinct).hasSize(2500);
  }

  @Example
  void wantsAKeyAndACount() {
    DrawContract.wantsAKey("splitkey", key -> SplitKey.of(key, 3));
    OpContract.rejects(() -> SplitKey.of(key(1), -1), "splitkey of i32[2]: the count is negative");
  }
}

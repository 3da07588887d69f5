package dev.adjoint.array;

import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.check.Numbers;
import dev.adjoint.check.Types;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class BufferTest {
  @Provide
  Arbitrary<NDArray> arrays() {
    return Numbers.special().arrays(Types.any());
  }

  /// The array's elements in a window of a longer storage.
  private static Buffer window(NDArray array, int offset) {
    Object storage = array.dtype().allocate(array.count() + offset + 3);
    System.arraycopy(array.storage(), array.offset(), storage, offset, array.count());
    return new Buffer(array.type(), storage, offset);
  }

  @Property(seed = "1", tries = 300)
  void aWindowReadsWritesAndCopiesItsOwnElements(@ForAll("arrays") NDArray array) {
    Buffer window = window(array, 5);
    assertThat(window.toNDArray()).isEqualTo(array);
    Buffer copy = Buffer.allocate(array.type());
    for (int i = 0; i < array.count(); i++) {
      copy.set(i, window.value(i));
    }
    assertThat(copy.toNDArray()).isEqualTo(array);
    Buffer whole = window(NDArray.full(array.type(), 1), 2);
    whole.copy(window, 0, 0, array.count());
    assertThat(whole.toNDArray()).isEqualTo(array);
  }

  @Property(seed = "1", tries = 300)
  void clearingTouchesTheWindowAlone(@ForAll("arrays") NDArray array) {
    TensorType longer = TensorType.of(array.dtype(), array.count() + 8);
    NDArray ones = NDArray.full(longer, 1);
    new Buffer(array.type(), ones.storage(), 5).clear();
    for (int i = 0; i < longer.count(); i++) {
      assertThat(ones.value(i)).isEqualTo(i < 5 || i >= 5 + array.count() ? 1 : 0);
    }
  }
}

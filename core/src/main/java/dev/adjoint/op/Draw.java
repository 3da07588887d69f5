package dev.adjoint.op;

import dev.adjoint.array.Buffer;
import dev.adjoint.array.DType;
import dev.adjoint.array.NDArray;
import dev.adjoint.array.Shape;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Batch;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Op;
import dev.adjoint.graph.Routine;
import dev.adjoint.graph.Tensor;
import dev.adjoint.random.Key;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// What the random ops share: from keys `i32[…,2]` to a draw for each, with the keys' axes in
/// front. A key is two words of numbers like any others, so it can be carried through loops, split
/// inside compiled functions, and mapped over; the bits are those of [Key].
interface Draw extends Routine {
  /// The type of the draw of one key.
  TensorType type();

  /// The draw of one key.
  NDArray draw(Key key);

  /// {@return the draw of a tensor of keys}
  ///
  /// @param key the keys
  default Tensor on(Tensor key) {
    return Tensor.of(this, key);
  }

  @Override
  default List<TensorType> types(List<TensorType> inputs) {
    checkCount(inputs, 1);
    int[] keys = keys(this, inputs).toArray();
    return List.of(type().withShape(Shape.of(ChannelGroups.sizes(keys, type().shape().toArray()))));
  }

  /// The axes in front of the words of a key, which is the first input.
  static Shape keys(Op op, List<TensorType> inputs) {
    TensorType key = inputs.getFirst();
    if (key.dtype() != DType.INT32 || key.rank() == 0 || key.shape().size(-1) != 2) {
      throw op.error(inputs, "the key must be i32[…,2], as Key.toNDArray makes it");
    }
    return Shape.of(IntStream.of(key.shape().toArray()).limit(key.rank() - 1L).toArray());
  }

  /// The key with a row-major number.
  static Key key(Buffer keys, int number) {
    return Key.of((int) keys.value(2 * number), (int) keys.value(2 * number + 1));
  }

  @Override
  default void run(List<Buffer> inputs, List<Buffer> outputs) {
    Buffer keys = inputs.getFirst();
    Buffer y = outputs.getFirst();
    int each = type().count();
    for (int i = 0; i < keys.count() / 2; i++) {
      y.copy(Buffer.of(draw(key(keys, i))), 0, i * each, each);
    }
  }

  /// Keys are ints.
  @Override
  default Tensor pullback(
      int input, List<Tensor> inputs, List<Tensor> outputs, List<Tensor> cotangents) {
    throw new IllegalStateException(this + " has no input with a gradient");
  }

  @Override
  default Optional<List<Tensor>> batched(Batch batch) {
    return Optional.of(Node.of(this, batch.whole()).outputs());
  }
}

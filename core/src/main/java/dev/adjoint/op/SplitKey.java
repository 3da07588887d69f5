package dev.adjoint.op;

import dev.adjoint.array.NDArray;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Tensor;
import dev.adjoint.random.Key;
import java.util.List;
import java.util.stream.IntStream;

/// Independent keys from one: [Key#split] of a key that is a tensor.
///
/// Shapes: keys `i32[…,2]` give `i32[…,count,2]`. More keys begin with the same ones as fewer. No
/// gradient.
///
/// @param count how many
public record SplitKey(int count) implements Draw {
  /// {@return keys along a new axis}
  ///
  /// @param key the key, `i32[…,2]`
  /// @param count how many
  /// @throws IllegalArgumentException if this is no key or the count is negative
  public static Tensor of(Tensor key, int count) {
    return new SplitKey(count).on(key);
  }

  /// {@return the same keys, each a tensor of its own}
  ///
  /// @param key the key, `i32[…,2]`
  /// @param count how many
  /// @throws IllegalArgumentException if this is no key or the count is negative
  public static List<Tensor> list(Tensor key, int count) {
    Tensor keys = of(key, count);
    return IntStream.range(0, count)
        .mapToObj(i -> Slice.of(keys, -2, i, i + 1).reshape(key.shape().toArray()))
        .toList();
  }

  @Override
  public List<TensorType> types(List<TensorType> inputs) {
    if (count < 0) {
      throw error(inputs, "the count is negative");
    }
    return Draw.super.types(inputs);
  }

  @Override
  public TensorType type() {
    return TensorType.i32(count, 2);
  }

  @Override
  public NDArray draw(Key key) {
    int[] words =
        key.split(count).stream()
            .flatMapToInt(k -> IntStream.of(k.toNDArray().toIntArray()))
            .toArray();
    return NDArray.wrap(type(), words);
  }
}

package dev.adjoint.op;

import dev.adjoint.array.NDArray;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Tensor;
import dev.adjoint.random.Key;
import java.util.List;

/// The numbers 0 … `count − 1` in random order: [Key#permutation] of a key that is a tensor.
///
/// Shapes: keys `i32[…,2]` give `i32[…,count]`, an order for each key; `Gather.of(x, order, 0)`
/// shuffles rows by it. The same key gives the same order on every machine. No gradient.
///
/// @param count how many
public record Permutation(int count) implements Draw {
  /// {@return the numbers below `count` in random order}
  ///
  /// @param key the key, `i32[…,2]`
  /// @param count how many
  /// @throws IllegalArgumentException if this is no key or the count is negative
  public static Tensor of(Tensor key, int count) {
    return new Permutation(count).on(key);
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
    return TensorType.i32(count);
  }

  @Override
  public NDArray draw(Key key) {
    return key.permutation(count);
  }
}

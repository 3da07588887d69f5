package dev.adjoint.op;

import dev.adjoint.array.NDArray;
import dev.adjoint.array.Shape;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Tensor;
import dev.adjoint.random.Key;

/// Words of 32 random bits, all equally likely: [Key#words] of a key that is a tensor.
///
/// Shapes: keys `i32[…,2]` give `i32[…,shape…]`, a draw for each key. The same key gives the same
/// bits on every machine. No gradient.
///
/// @param shape the shape of the draw of one key
public record RandomBits(Shape shape) implements Draw {
  /// {@return random words}
  ///
  /// @param key the key, `i32[…,2]`
  /// @param sizes the shape of the draw
  /// @throws IllegalArgumentException if this is no key
  public static Tensor of(Tensor key, int... sizes) {
    return new RandomBits(Shape.of(sizes)).on(key);
  }

  @Override
  public TensorType type() {
    return TensorType.i32(shape.toArray());
  }

  @Override
  public NDArray draw(Key key) {
    return key.words(shape);
  }
}

package dev.adjoint.check;

import dev.adjoint.Tree;
import dev.adjoint.array.Buffer;
import dev.adjoint.graph.Tensor;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;

/// Where [GradientCheck#forAll] takes its points from.
///
/// @param <A> the type of the points
@FunctionalInterface
public interface Inputs<A> {
  /// {@return a tensor or tree of constants}
  ///
  /// @param size how large it may be, from 1; a search for a small failing point draws smaller ones
  /// @param random where randomness comes from
  A draw(int size, RandomGenerator random);

  /// {@return points of the form of an example}
  ///
  /// @param example gives form and types, and the numbers of its i32 and bool tensors
  /// @param <A> the type of the points
  static <A> Inputs<A> like(A example) {
    return sized(_ -> example);
  }

  /// Points of the form of an example whose shapes depend on a size. Numbers are those that
  /// gradients like: magnitudes from 0.2 to 2, signs at random.
  ///
  /// ```java
  /// Inputs.sized(n -> Tensor.zeros(TensorType.f64(n, n)))
  /// ```
  ///
  /// @param example gives form and types, and the numbers of its i32 and bool tensors
  /// @param <A> the type of the points
  /// @return the points
  static <A> Inputs<A> sized(IntFunction<A> example) {
    return (size, random) ->
        Tree.map(example.apply(size), x -> x.type().isFloating() ? ordinary(x, random) : x);
  }

  private static Tensor ordinary(Tensor like, RandomGenerator random) {
    Buffer buffer = Buffer.allocate(like.type());
    for (int i = 0; i < buffer.count(); i++) {
      buffer.set(i, (random.nextBoolean() ? 1 : -1) * random.nextDouble(0.2, 2));
    }
    return Tensor.constant(buffer.toNDArray());
  }
}

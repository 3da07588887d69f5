package dev.adjoint.nn.layer;

import dev.adjoint.array.DType;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Tensor;
import dev.adjoint.op.Gather;
import dev.adjoint.random.Key;

/// A vector for each of a number of things, such as words: `y[…,:] = table[x[…],:]`.
///
/// Shapes: table `[count,width]`; indices `i32[…]` give `[…,width]`. The gradient by the table adds
/// up at the rows that were looked up. Source: Bengio et al., *A neural probabilistic language
/// model*, JMLR 3 (2003), §2.
///
/// @param table the vectors, f32 or f64
public record Embedding(Tensor table) implements Layer {
  /// {@return a layer of vectors from N(0, 1)}
  ///
  /// @param count the number of things
  /// @param width the size of a vector
  /// @param key where the numbers come from; each layer needs its own
  public static Embedding of(int count, int width, Key key) {
    return of(count, width, Initializer.normal(1), key);
  }

  /// {@return a layer of vectors drawn as an initializer has it}
  ///
  /// @param count the number of things
  /// @param width the size of a vector
  /// @param initializer how they are drawn
  /// @param key where the numbers come from; each layer needs its own
  public static Embedding of(int count, int width, Initializer initializer, Key key) {
    return new Embedding(initializer.init(TensorType.f32(count, width), key));
  }

  /// {@return the vectors}
  ///
  /// @param x the indices
  /// @throws IllegalArgumentException if they are not i32
  @Override
  public Tensor apply(Tensor x) {
    if (x.dtype() != DType.INT32) {
      throw new IllegalArgumentException(
          "embedding %s was given %s: wants indices i32[…]".formatted(table.type(), x.type()));
    }
    return Gather.of(table, x, 0);
  }
}

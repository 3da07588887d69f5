package dev.adjoint.op;

import dev.adjoint.array.DType;
import dev.adjoint.array.NDArray;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Composite;
import dev.adjoint.graph.Tensor;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Class numbers as rows of zeros with a single one: `y[…, k] = 1` where `k` is the index, else 0.
///
/// Shape: that of the indices with a new last axis of size `depth`. Dtypes: indices i32; output f32
/// or f64. The indices have no gradient. An index below 0 or from `depth` on gives a row of zeros.
/// Expands to [Equal] and [Cast].
///
/// @param depth the number of classes
/// @param dtype the dtype of the output
public record OneHot(int depth, DType dtype) implements Composite {
  /// {@return the indices as rows of zeros with a single one}
  ///
  /// @param indices the class numbers, i32
  /// @param depth the number of classes
  /// @param dtype the dtype of the output, f32 or f64
  /// @throws IllegalArgumentException if the indices are not i32, the dtype is not f32 or f64, or
  ///   the depth is negative
  public static Tensor of(Tensor indices, int depth, DType dtype) {
    return Tensor.of(new OneHot(depth, dtype), indices);
  }

  @Override
  public Optional<Composite> batched() {
    return Optional.of(this);
  }

  @Override
  public List<TensorType> types(List<TensorType> inputs) {
    checkCount(inputs, 1);
    TensorType indices = inputs.getFirst();
    if (indices.dtype() != DType.INT32) {
      throw error(inputs, "indices must be i32; convert with Cast.of(indices, INT32)");
    }
    if (!dtype.isFloating()) {
      throw error(inputs, "makes f32 or f64, not " + dtype);
    }
    if (depth < 0) {
      throw error(inputs, "depth %d is negative".formatted(depth));
    }
    return List.of(new TensorType(dtype, TypeRule.insert(indices.shape(), indices.rank(), depth)));
  }

  @Override
  public Tensor expand(List<Tensor> inputs) {
    Tensor indices = inputs.getFirst();
    int[] column = TypeRule.insert(indices.shape(), indices.shape().rank(), 1).toArray();
    Tensor classes = Tensor.constant(NDArray.of(IntStream.range(0, depth).toArray()));
    return Equal.of(indices.reshape(column), classes).cast(dtype);
  }
}

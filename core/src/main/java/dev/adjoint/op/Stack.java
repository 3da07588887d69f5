package dev.adjoint.op;

import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Composite;
import dev.adjoint.graph.Tensor;
import java.util.List;
import java.util.Optional;

/// Tensors of one type beside each other along a new axis.
///
/// Shape: a new axis with a place for each input. Dtype: any, kept. Derivative: 1. Expands to
/// [Concat] of [reshapes][Reshape].
///
/// @param axis where the new axis is in the output, counted from the front
public record Stack(int axis) implements Composite {
  /// {@return the tensors along a new axis}
  ///
  /// @param axis where the new axis is in the output, from the back if negative
  /// @param xs the tensors, at least one
  /// @throws IllegalArgumentException if there is none, or the types differ
  public static Tensor of(int axis, Tensor... xs) {
    return of(axis, List.of(xs));
  }

  /// {@return the tensors along a new axis}
  ///
  /// @param axis where the new axis is in the output, from the back if negative
  /// @param xs the tensors, at least one
  /// @throws IllegalArgumentException if there is none, or the types differ
  public static Tensor of(int axis, List<Tensor> xs) {
    if (xs.isEmpty()) {
      throw new IllegalArgumentException("stack of nothing: wants at least one tensor");
    }
    int rank = xs.getFirst().shape().rank() + 1;
    return Tensor.of(new Stack(axis < 0 ? axis + rank : axis), xs.toArray(Tensor[]::new));
  }

  @Override
  public Optional<Composite> batched() {
    return Optional.of(new Stack(axis + 1));
  }

  @Override
  public List<TensorType> types(List<TensorType> inputs) {
    if (inputs.isEmpty()) {
      throw error(inputs, "wants at least one input");
    }
    TensorType first = inputs.getFirst();
    if (inputs.stream().distinct().count() > 1) {
      throw error(inputs, "types differ; all must be the same");
    }
    if (axis < 0 || axis > first.rank()) {
      throw error(inputs, "the new axis %d must be 0 to %d".formatted(axis, first.rank()));
    }
    return List.of(first.withShape(TypeRule.insert(first.shape(), axis, inputs.size())));
  }

  @Override
  public Tensor expand(List<Tensor> inputs) {
    int[] sizes = TypeRule.insert(inputs.getFirst().shape(), axis, 1).toArray();
    return Concat.of(axis, inputs.stream().map(x -> x.reshape(sizes)).toList());
  }
}

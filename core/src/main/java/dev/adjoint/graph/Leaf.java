package dev.adjoint.graph;

import dev.adjoint.array.NDArray;
import dev.adjoint.array.TensorType;
import java.util.List;

/// The kind of ops without inputs: a free variable or a constant.
public sealed interface Leaf extends Op {
  /// {@return the type of the tensor}
  TensorType type();

  @Override
  default List<TensorType> types(List<TensorType> inputs) {
    checkCount(inputs, 0);
    return List.of(type());
  }

  /// A free variable: stands for numbers given later. Each variable is known by its tensor, not by
  /// its name.
  ///
  /// @param type its type
  record Variable(TensorType type) implements Leaf {}

  /// Numbers known now.
  ///
  /// @param value the numbers
  record Constant(NDArray value) implements Leaf {
    @Override
    public TensorType type() {
      return value.type();
    }
  }
}

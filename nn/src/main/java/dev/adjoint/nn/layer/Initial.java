package dev.adjoint.nn.layer;

import dev.adjoint.array.NDArray;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Tensor;

/// First values that need no key.
final class Initial {
  private Initial() {}

  static Tensor zeros(TensorType type) {
    return Tensor.constant(NDArray.full(type, 0));
  }

  static Tensor ones(TensorType type) {
    return Tensor.constant(NDArray.full(type, 1));
  }
}

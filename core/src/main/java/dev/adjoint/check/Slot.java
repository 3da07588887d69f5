package dev.adjoint.check;

import dev.adjoint.array.TensorType;

/// One f32 or f64 tensor of a [Point].
///
/// @param name its path in the tree
/// @param type its type
/// @param tensor its number among all tensors of the tree
/// @param offset where its elements start in the vector of the point
record Slot(String name, TensorType type, int tensor, int offset) {
  int end() {
    return offset + type.count();
  }

  Slot named(String other) {
    return new Slot(other, type, tensor, offset);
  }

  String title() {
    return name + " " + type;
  }

  /// The index of an element as `[1,2]`.
  String place(int number) {
    var text = new StringBuilder("]");
    int rest = number;
    for (int axis = type.rank() - 1; axis >= 0; axis--) {
      text.insert(0, (axis == 0 ? "" : ",") + rest % type.shape().size(axis));
      rest /= type.shape().size(axis);
    }
    return text.insert(0, '[').toString();
  }
}

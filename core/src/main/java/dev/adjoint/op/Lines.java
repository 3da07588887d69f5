package dev.adjoint.op;

import dev.adjoint.array.Buffer;
import dev.adjoint.array.DType;
import dev.adjoint.array.Shape;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Op;
import java.util.List;

/// How ops along an axis walk: over the lines of an array that run along the axis, in row-major
/// order of their first elements.
///
/// @param outer how many blocks lie before the axis
/// @param size how many elements a line has
/// @param stride the distance between neighbours of a line
record Lines(int outer, int size, int stride) {
  /// What is done with a line.
  @FunctionalInterface
  interface Action {
    void accept(int line, int first, int stride, int size);
  }

  static Lines of(Shape shape, int axis) {
    int[] sizes = shape.toArray();
    int outer = 1;
    for (int k = 0; k < axis; k++) {
      outer *= sizes[k];
    }
    int stride = 1;
    for (int k = axis + 1; k < sizes.length; k++) {
      stride *= sizes[k];
    }
    return new Lines(outer, sizes[axis], stride);
  }

  void forEach(Action action) {
    for (int line = 0; line < outer * stride; line++) {
      action.accept(line, first(line), stride, size);
    }
  }

  /// The number of a line's first element.
  private int first(int line) {
    return line / stride * size * stride + line % stride;
  }

  /// What is done with an element of the tensor that is indexed and one of the other.
  @FunctionalInterface
  interface Pair {
    void accept(int whole, int part);
  }

  /// Checks indices that name positions along an axis, each line its own.
  static void checkIndices(Op op, List<TensorType> inputs, int axis) {
    TensorType x = inputs.get(0);
    TensorType indices = inputs.get(1);
    TypeRule.axisExists(op, x, axis);
    if (indices.dtype() != DType.INT32) {
      throw op.error(inputs, "indices must be i32; convert with Cast.of(indices, INT32)");
    }
    List<Integer> one = List.of(axis);
    if (x.rank() != indices.rank()
        || !x.shape().without(one).equals(indices.shape().without(one))) {
      throw op.error(
          inputs, "shapes differ beside axis %d; repeat one with broadcastTo".formatted(axis));
    }
  }

  /// Walks over the second input and the elements of the first that it names.
  static void forEachPair(Op op, List<Buffer> inputs, int axis, Pair action) {
    List<TensorType> types = inputs.stream().map(Buffer::type).toList();
    Buffer indices = inputs.get(1);
    Lines whole = of(types.get(0).shape(), axis);
    of(types.get(1).shape(), axis)
        .forEach((line, first, stride, size) -> {
          for (int k = 0; k < size; k++) {
            int part = first + k * stride;
            int number = Rows.number(op, types, (int) indices.value(part), axis, whole.size);
            action.accept(whole.first(line) + number * stride, part);
          }
        });
  }
}

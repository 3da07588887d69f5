package dev.adjoint.nn.data;

import dev.adjoint.array.NDArray;
import dev.adjoint.array.Shape;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Tensor;
import java.util.stream.IntStream;

/// Some rows of an array, in some order; nothing is copied until they are gathered.
final class Rows {
  private final NDArray array;
  private final int[] order;

  private Rows(NDArray array, int[] order) {
    this.array = array;
    this.order = order;
  }

  static Rows of(NDArray array) {
    return new Rows(array, IntStream.range(0, array.shape().size(0)).toArray());
  }

  int size() {
    return order.length;
  }

  Rows at(int[] rows) {
    int[] chosen = new int[rows.length];
    for (int i = 0; i < rows.length; i++) {
      chosen[i] = order[rows[i]];
    }
    return new Rows(array, chosen);
  }

  NDArray toNDArray() {
    return copy(0, size());
  }

  /// {@return the rows from one position up to another, as a constant}
  Tensor gather(int from, int to) {
    return Tensor.constant(copy(from, to));
  }

  private NDArray copy(int from, int to) {
    TensorType type = type(to - from);
    int width = type.count() / Math.max(1, to - from);
    Object target = type.dtype().allocate(type.count());
    for (int i = from; i < to; i++) {
      System.arraycopy(array.storage(), order[i] * width, target, (i - from) * width, width);
    }
    return NDArray.wrap(type, target);
  }

  private TensorType type(int rows) {
    int[] sizes = array.shape().toArray();
    sizes[0] = rows;
    return array.type().withShape(Shape.of(sizes));
  }

  @Override
  public String toString() {
    return type(size()).toString();
  }
}

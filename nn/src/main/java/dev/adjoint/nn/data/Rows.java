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
  private final int width;

  private Rows(NDArray array, int[] order) {
    this.array = array;
    this.order = order;
    this.width = type(1).count();
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
    Object target = type.dtype().allocate(type.count());
    copy(from, to, target);
    return NDArray.wrap(type, target);
  }

  /// Writes the rows from one position up to another to an array; neighbours are copied at once.
  @SuppressWarnings("SuspiciousSystemArraycopy") // both are arrays of this dtype
  void copy(int from, int to, Object target) {
    for (int i = from; i < to; ) {
      int end = i + 1;
      while (end < to && order[end] == order[end - 1] + 1) {
        end++;
      }
      int count = (end - i) * width;
      System.arraycopy(array.storage(), order[i] * width, target, (i - from) * width, count);
      i = end;
    }
  }

  TensorType type(int rows) {
    int[] sizes = array.shape().toArray();
    sizes[0] = rows;
    return array.type().withShape(Shape.of(sizes));
  }

  @Override
  public String toString() {
    return type(size()).toString();
  }
}

package dev.adjoint.nn.data;

import dev.adjoint.array.NDArray;
import dev.adjoint.array.Shape;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Tensor;
import java.util.stream.IntStream;

/// Some rows of an array, in some order; nothing is copied until they are gathered.
final class Rows {
  /// What the rows are copied from.
  @FunctionalInterface
  private interface Source {
    /// Writes a row into an array of the rows' dtype.
    void copy(int row, Object target, int at);
  }

  private final TensorType all;
  private final Source source;
  private final int[] order;

  private Rows(TensorType all, Source source, int[] order) {
    this.all = all;
    this.source = source;
    this.order = order;
  }

  static Rows of(NDArray array) {
    int width = width(array.type());
    return of(
        array.type(),
        (row, target, at) -> System.arraycopy(array.storage(), row * width, target, at, width));
  }

  /// {@return the rows of a file; bytes until they are gathered, divided by a unit then}
  static Rows of(Idx file, double unit) {
    TensorType type = TensorType.f32(file.shape().toArray());
    int width = width(type);
    float[] quotients = Idx.quotients(unit);
    return of(
        type,
        (row, target, at) -> file.divide(quotients, row * width, (float[]) target, at, width));
  }

  private static Rows of(TensorType all, Source source) {
    return new Rows(all, source, IntStream.range(0, all.shape().size(0)).toArray());
  }

  private static int width(TensorType type) {
    return type.count() / Math.max(1, type.shape().size(0));
  }

  int size() {
    return order.length;
  }

  Rows at(int[] rows) {
    int[] chosen = new int[rows.length];
    for (int i = 0; i < rows.length; i++) {
      chosen[i] = order[rows[i]];
    }
    return new Rows(all, source, chosen);
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
    int width = width(type);
    Object target = type.dtype().allocate(type.count());
    for (int i = from; i < to; i++) {
      source.copy(order[i], target, (i - from) * width);
    }
    return NDArray.wrap(type, target);
  }

  private TensorType type(int rows) {
    int[] sizes = all.shape().toArray();
    sizes[0] = rows;
    return all.withShape(Shape.of(sizes));
  }

  @Override
  public String toString() {
    return type(size()).toString();
  }
}

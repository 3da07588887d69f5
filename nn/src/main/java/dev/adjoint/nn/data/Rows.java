package dev.adjoint.nn.data;

import dev.adjoint.array.NDArray;
import dev.adjoint.array.Shape;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Tensor;
import java.util.Optional;
import java.util.stream.IntStream;

/// Some rows of an array, in some order; nothing is copied until they are gathered.
final class Rows {
  /// What the rows are taken from.
  @FunctionalInterface
  private interface Source {
    /// Writes some of all elements into an array of the rows' dtype.
    void copy(int from, Object target, int at, int count);

    /// {@return the array that holds them, if there is one}
    default Optional<NDArray> array() {
      return Optional.empty();
    }
  }

  private record Held(NDArray numbers) implements Source {
    @Override
    public void copy(int from, Object target, int at, int count) {
      System.arraycopy(numbers.storage(), numbers.offset() + from, target, at, count);
    }

    @Override
    public Optional<NDArray> array() {
      return Optional.of(numbers);
    }
  }

  private final TensorType all;
  private final Source source;
  private final int[] order;
  private final int width;

  private Rows(TensorType all, Source source, int[] order) {
    this.all = all;
    this.source = source;
    this.order = order;
    this.width = type(1).count();
  }

  static Rows of(NDArray array) {
    return of(array.type(), new Held(array));
  }

  /// {@return the rows of a file; bytes until they are gathered, divided by a unit then}
  static Rows of(Idx file, double unit) {
    TensorType type = TensorType.f32(file.shape().toArray());
    float[] quotients = Idx.quotients(unit);
    return of(
        type,
        (from, target, at, count) -> file.divide(quotients, from, (float[]) target, at, count));
  }

  private static Rows of(TensorType all, Source source) {
    return new Rows(all, source, IntStream.range(0, all.shape().size(0)).toArray());
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
    return take(0, size());
  }

  /// {@return whether some rows are a piece of an array}
  boolean isInPlace(int from, int to) {
    return source.array().isPresent() && run(from, to) == to;
  }

  /// {@return the rows from one position up to another, as a constant}
  Tensor gather(int from, int to) {
    return Tensor.constant(take(from, to));
  }

  private NDArray take(int from, int to) {
    return source
        .array()
        .filter(_ -> from < to && isInPlace(from, to))
        .map(array -> array.rows(order[from], order[from] + to - from))
        .orElseGet(() -> copy(from, to));
  }

  private NDArray copy(int from, int to) {
    TensorType type = type(to - from);
    Object target = type.dtype().allocate(type.count());
    copy(from, to, target);
    return NDArray.wrap(type, target);
  }

  /// Writes the rows from one position up to another to an array; neighbours are copied at once.
  void copy(int from, int to, Object target) {
    for (int i = from; i < to; ) {
      int end = run(i, to);
      source.copy(order[i] * width, target, (i - from) * width, (end - i) * width);
      i = end;
    }
  }

  /// {@return the end of the rows from one on that follow each other where they come from}
  private int run(int from, int to) {
    int end = Math.min(from + 1, to);
    while (end < to && order[end] == order[end - 1] + 1) {
      end++;
    }
    return end;
  }

  TensorType type(int rows) {
    int[] sizes = all.shape().toArray();
    sizes[0] = rows;
    return all.withShape(Shape.of(sizes));
  }

  @Override
  public String toString() {
    return type(size()).toString();
  }
}

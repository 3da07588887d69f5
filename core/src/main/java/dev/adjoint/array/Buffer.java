package dev.adjoint.array;

import java.util.Arrays;

/// A window of a Java array that an op reads or writes while it runs: elements `offset … offset +
/// count − 1` of the storage, row-major.
///
/// Only code that computes meets buffers (a `Routine`, the engine); users hold [NDArray]s.
///
/// @param type the dtype and shape of the window
/// @param storage a `float[]`, `double[]`, `int[]` or `boolean[]`, as the dtype says
/// @param offset the place of the first element
public record Buffer(TensorType type, Object storage, int offset) {
  /// {@return a new buffer of its own, filled with zeros}
  ///
  /// @param type the dtype and shape
  public static Buffer allocate(TensorType type) {
    return new Buffer(type, type.dtype().allocate(type.count()), 0);
  }

  /// {@return a window on all elements of an array; it must only be read}
  ///
  /// @param array the array
  public static Buffer of(NDArray array) {
    return new Buffer(array.type(), array.storage(), array.offset());
  }

  /// {@return the number of elements}
  public int count() {
    return type.count();
  }

  /// {@return the element with this row-major number}
  ///
  /// @param index the number of the element
  public double value(int index) {
    return type.dtype().load(storage, offset + index);
  }

  /// Writes one element, rounded to the dtype.
  ///
  /// @param index the row-major number of the element
  /// @param value the number
  public void set(int index, double value) {
    type.dtype().store(storage, offset + index, value);
  }

  /// Copies elements of another buffer of the same dtype; the ranges may overlap.
  ///
  /// @param from the buffer to read
  /// @param first the number of its first element
  /// @param to the number of the first element to write here
  /// @param count how many
  public void copy(Buffer from, int first, int to, int count) {
    System.arraycopy(from.storage, from.offset + first, storage, offset + to, count);
  }

  /// Sets every element to zero or `false`.
  public void clear() {
    int end = offset + count();
    switch (storage) {
      case float[] a -> Arrays.fill(a, offset, end, 0);
      case double[] a -> Arrays.fill(a, offset, end, 0);
      case int[] a -> Arrays.fill(a, offset, end, 0);
      default -> Arrays.fill((boolean[]) storage, offset, end, false);
    }
  }

  /// {@return the elements as an array of its own}
  public NDArray toNDArray() {
    return NDArray.wrap(type, Storage.copy(storage, offset, offset + count()));
  }
}

package dev.adjoint.nn.data;

import dev.adjoint.array.NDArray;
import dev.adjoint.graph.Tensor;

/// Rows for batches of one size: windows on them where they follow each other in an array, else
/// memory into which those of each batch are copied.
final class FedRows {
  /// An array that is written over, and the tensor of its numbers.
  private record Memory(Object array, Tensor tensor) {
    static Memory of(Rows rows, int size) {
      var type = rows.type(size);
      Object array = type.dtype().allocate(type.count());
      return new Memory(array, Tensor.constant(NDArray.wrap(type, array)));
    }
  }

  private final Rows rows;
  private final boolean inPlace;
  private final Memory whole;

  /// For the last batch, where that is short.
  private final Memory rest;

  FedRows(Rows rows, int size) {
    this.rows = rows;
    this.inPlace = rows.isInPlace(0, rows.size());
    this.whole = Memory.of(rows, inPlace ? 0 : size);
    this.rest = Memory.of(rows, inPlace ? 0 : rows.size() % size);
  }

  /// {@return the tensor in which rows are after they were filled in}
  Tensor tensor(int from, int to) {
    return inPlace ? rows.gather(from, to) : memory(from, to).tensor();
  }

  /// Copies rows to where they belong, if they are not there.
  void fill(int from, int to) {
    if (!inPlace) {
      rows.copy(from, to, memory(from, to).array());
    }
  }

  private Memory memory(int from, int to) {
    return to - from == whole.tensor().shape().size(0) ? whole : rest;
  }
}

package dev.adjoint.op;

import dev.adjoint.graph.Tensor;

/// How [Gather] and the ops that are a [RowUpdate] treat a batch whose every element has numbers of
/// its own: the rows of all elements are put under each other, and the numbers count through them.
///
/// @param x the rows of all elements: the batch's axis and the axis of the rows, merged in front
/// @param numbers the numbers of the rows among them
/// @param batch the number of elements of the batch
/// @param axis the axis of one element, counted from the front
record RowBatch(Tensor x, Tensor numbers, int batch, int axis) {
  static RowBatch of(Tensor x, Tensor indices, int axis) {
    Tensor rows = TypeRule.merged(MoveAxis.of(x, axis + 1, 1), 0);
    return new RowBatch(rows, numbers(indices, x.shape().size(axis + 1)), x.shape().size(0), axis);
  }

  /// A number that is not there must not hit a row of a neighbour: it becomes the largest, which is
  /// nowhere there.
  private static Tensor numbers(Tensor indices, int size) {
    Tensor none = Tensor.zeros(indices.type());
    Tensor fromFront = Where.of(Less.of(indices, none), indices.plus(size), indices);
    Tensor exists = And.of(GreaterEqual.of(fromFront, none), Less.of(fromFront, none.plus(size)));
    int[] column = indices.shape().withOnes(indices.shape().axes()).toArray();
    column[0] = indices.shape().size(0);
    Tensor first = Arange.of(column[0]).times(size).reshape(column);
    return Where.of(exists, fromFront.plus(first), Tensor.full(indices.type(), Integer.MAX_VALUE));
  }

  private int rank() {
    return numbers.shape().rank() - 1;
  }

  /// Puts the axes of the rows picked, which lie behind the batch's, in the place of the axis.
  Tensor inward(Tensor picked) {
    return TypeRule.swapped(picked, 1, rank(), axis);
  }

  /// Puts the axes of the rows picked behind the batch's axis.
  Tensor outward(Tensor picked) {
    return TypeRule.swapped(picked, 1, axis, rank());
  }

  /// Undoes the merging of the rows.
  Tensor back(Tensor rows) {
    return MoveAxis.of(TypeRule.split(rows, 0, batch), 1, axis + 1);
  }
}

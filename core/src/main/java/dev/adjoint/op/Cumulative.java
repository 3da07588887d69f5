package dev.adjoint.op;

import dev.adjoint.array.Buffer;
import dev.adjoint.array.DType;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Batch;
import dev.adjoint.graph.Routine;
import dev.adjoint.graph.Tensor;
import java.util.List;
import java.util.Optional;

/// What `CumSum` and `CumProd` share: the fold of all elements up to each position of an axis.
interface Cumulative extends Routine {
  /// The axis, counted from the front.
  int axis();

  /// Whether an element itself is left out of its fold.
  boolean exclusive();

  /// Whether the fold runs from the last position to the first.
  boolean reverse();

  /// The same op along another axis.
  Cumulative withAxis(int axis);

  /// The fold of nothing.
  double identity();

  /// The fold of two values.
  double combine(double a, double b);

  /// The fold of two values of i32, wrapped.
  int combineInt(int a, int b);

  @Override
  default List<TensorType> types(List<TensorType> inputs) {
    checkCount(inputs, 1);
    TensorType x = inputs.getFirst();
    TypeRule.numeric(this, inputs);
    TypeRule.axisExists(this, x, axis());
    return List.of(x);
  }

  @Override
  default void run(List<Buffer> inputs, List<Buffer> outputs) {
    Buffer x = inputs.getFirst();
    Buffer y = outputs.getFirst();
    Lines.of(x.type().shape(), axis())
        .forEach((line, first, stride, size) -> {
          int from = reverse() ? first + (size - 1) * stride : first;
          fold(x, y, from, reverse() ? -stride : stride, size);
        });
  }

  private void fold(Buffer x, Buffer y, int first, int stride, int size) {
    boolean ints = x.type().dtype() == DType.INT32;
    double state = identity();
    for (int k = 0; k < size; k++) {
      int at = first + k * stride;
      double value = x.value(at);
      double before = state;
      state = ints ? combineInt((int) state, (int) value) : combine(state, value);
      y.set(at, exclusive() ? before : state);
    }
  }

  @Override
  default Optional<List<Tensor>> batched(Batch batch) {
    return Optional.of(List.of(Tensor.of(withAxis(axis() + 1), batch.whole(0))));
  }
}

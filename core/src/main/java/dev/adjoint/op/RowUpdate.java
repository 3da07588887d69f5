package dev.adjoint.op;

import dev.adjoint.array.Buffer;
import dev.adjoint.array.DType;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Batch;
import dev.adjoint.graph.Elementwise;
import dev.adjoint.graph.Routine;
import dev.adjoint.graph.Tensor;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What `Scatter`, `ScatterAdd` and `ScatterMax` share: along an axis, row `i` of the updates
/// changes row `indices[i]` of a tensor, in row-major order of the updates.
interface RowUpdate extends Routine {
  /// The axis of the tensor, counted from the front.
  int axis();

  /// The same op along another axis.
  RowUpdate withAxis(int axis);

  /// Changes `count` elements of `y` from number `to` on by as many updates from number `from` on.
  void change(Buffer y, int to, Buffer updates, int from, int count);

  /// {@return the dtypes it accepts}
  default Set<DType> domain() {
    return Elementwise.NUMERIC;
  }

  @Override
  default List<TensorType> types(List<TensorType> inputs) {
    checkCount(inputs, 3);
    TensorType x = inputs.getFirst();
    TensorType wanted = Rows.type(this, inputs, axis());
    if (!domain().contains(x.dtype())) {
      throw error(inputs, "wants " + DType.anyOf(domain()) + "; convert with Cast.of(x, dtype)");
    }
    if (!inputs.get(2).equals(wanted)) {
      throw error(inputs, "the updates must be " + wanted);
    }
    return List.of(x);
  }

  @Override
  default void run(List<Buffer> inputs, List<Buffer> outputs) {
    Buffer y = outputs.getFirst();
    Buffer updates = inputs.get(2);
    y.copy(inputs.getFirst(), 0, 0, y.count());
    Rows.of(this, inputs.stream().map(Buffer::type).toList(), inputs.get(1), axis())
        .forEach((whole, part, count) -> change(y, whole, updates, part, count));
  }

  @Override
  default Optional<List<Tensor>> batched(Batch batch) {
    Tensor x = batch.whole(0);
    Tensor indices = batch.input(1);
    Tensor updates = batch.whole(2);
    if (!batch.isMapped(1)) {
      return Optional.of(List.of(Tensor.of(withAxis(axis() + 1), x, indices, updates)));
    }
    var rows = RowBatch.of(x, indices, axis());
    Tensor y = Tensor.of(withAxis(0), rows.x(), rows.numbers(), rows.outward(updates));
    return Optional.of(List.of(rows.back(y)));
  }
}

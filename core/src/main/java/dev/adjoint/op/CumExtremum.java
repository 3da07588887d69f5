package dev.adjoint.op;

import dev.adjoint.array.Buffer;
import dev.adjoint.array.DType;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Batch;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Routine;
import dev.adjoint.graph.Tensor;
import java.util.List;
import java.util.Optional;

/// What `CumMax` and `CumMin` share: the best element up to each position of an axis, and where it
/// is.
interface CumExtremum extends Routine {
  /// The axis, counted from the front.
  int axis();

  /// Whether it runs from the last position to the first.
  boolean reverse();

  /// The same op along another axis.
  CumExtremum withAxis(int axis);

  /// Whether a number is better than the best so far.
  boolean beats(double value, double best);

  @Override
  default List<TensorType> types(List<TensorType> inputs) {
    checkCount(inputs, 1);
    TensorType x = inputs.getFirst();
    TypeRule.numeric(this, inputs);
    TypeRule.axisExists(this, x, axis());
    return List.of(x, x.withDType(DType.INT32));
  }

  @Override
  default void run(List<Buffer> inputs, List<Buffer> outputs) {
    Buffer x = inputs.getFirst();
    Best better = this::beats;
    Lines.of(x.type().shape(), axis())
        .forEach((line, first, stride, size) -> {
          int best = reverse() ? size - 1 : 0;
          for (int k = 0; k < size; k++) {
            int position = reverse() ? size - 1 - k : k;
            int at = first + position * stride;
            if (better.wins(x.value(at), x.value(first + best * stride))) {
              best = position;
            }
            outputs.get(0).copy(x, first + best * stride, at, 1);
            outputs.get(1).set(at, best);
          }
        });
  }

  @Override
  default Tensor pullback(
      int input, List<Tensor> inputs, List<Tensor> outputs, List<Tensor> cotangents) {
    Tensor zeros = Tensor.zeros(inputs.getFirst().type());
    return AddAlongAxis.of(zeros, outputs.get(1), cotangents.getFirst(), axis());
  }

  @Override
  default Optional<List<Tensor>> batched(Batch batch) {
    return Optional.of(Node.of(withAxis(axis() + 1), List.of(batch.whole(0))).outputs());
  }
}

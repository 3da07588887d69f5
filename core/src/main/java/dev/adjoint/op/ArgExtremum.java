package dev.adjoint.op;

import dev.adjoint.array.Buffer;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Batch;
import dev.adjoint.graph.Routine;
import dev.adjoint.graph.Tensor;
import java.util.List;
import java.util.Optional;

/// What `ArgMax` and `ArgMin` share: the first of the best elements along an axis, a NaN being
/// better than any number.
interface ArgExtremum extends Routine {
  /// The axis, counted from the front.
  int axis();

  /// The same op along another axis.
  ArgExtremum withAxis(int axis);

  /// Whether a number is better than the best so far.
  boolean beats(double value, double best);

  @Override
  default List<TensorType> types(List<TensorType> inputs) {
    checkCount(inputs, 1);
    TensorType x = inputs.getFirst();
    TypeRule.numeric(this, inputs);
    TypeRule.axisExists(this, x, axis());
    TypeRule.foldsSomething(this, x, List.of(axis()));
    return List.of(TensorType.i32(x.shape().without(List.of(axis())).toArray()));
  }

  @Override
  default void run(List<Buffer> inputs, List<Buffer> outputs) {
    Buffer x = inputs.getFirst();
    Buffer y = outputs.getFirst();
    Best best = this::beats;
    Lines.of(x.type().shape(), axis())
        .forEach((line, first, stride, size) ->
            y.set(line, best.place(size, k -> x.value(first + k * stride))));
  }

  @Override
  default Tensor pullback(
      int input, List<Tensor> inputs, List<Tensor> outputs, List<Tensor> cotangents) {
    return Tensor.zeros(inputs.get(input).type());
  }

  @Override
  default Optional<List<Tensor>> batched(Batch batch) {
    return Optional.of(List.of(Tensor.of(withAxis(axis() + 1), batch.whole(0))));
  }
}

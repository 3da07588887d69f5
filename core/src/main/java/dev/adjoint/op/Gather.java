package dev.adjoint.op;

import dev.adjoint.array.Buffer;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Batch;
import dev.adjoint.graph.Routine;
import dev.adjoint.graph.Tensor;
import java.util.List;
import java.util.Optional;

/// Rows picked by number: along an axis, position `i` of the output is position `indices[i]` of
/// `x`.
///
/// Shape: the axis of `x` is replaced by all axes of the indices, as in NumPy's `take`. Dtypes: `x`
/// any, kept; indices i32. An index counts from the back if negative; one that does not exist is an
/// error, of constant indices here, of others when the program runs. Derivative: the cotangent of
/// each row is added to the row it came from ([ScatterAdd]).
///
/// @param axis the axis of `x`, counted from the front
public record Gather(int axis) implements Routine {
  /// {@return the rows with these numbers}
  ///
  /// @param x the tensor to take from
  /// @param indices the numbers, i32 of any shape
  /// @param axis the axis of `x`, from the back if negative
  /// @throws IllegalArgumentException if the axis does not exist or the indices are not i32
  public static Tensor of(Tensor x, Tensor indices, int axis) {
    int at = TypeRule.ask("gather", x, shape -> shape.axis(axis));
    return Rows.pick(new Gather(at), x, indices, at);
  }

  @Override
  public List<TensorType> types(List<TensorType> inputs) {
    checkCount(inputs, 2);
    return List.of(Rows.type(this, inputs, axis));
  }

  @Override
  public void run(List<Buffer> inputs, List<Buffer> outputs) {
    Buffer x = inputs.get(0);
    Buffer y = outputs.getFirst();
    Rows.of(this, inputs.stream().map(Buffer::type).toList(), inputs.get(1), axis)
        .forEach((whole, part, count) -> y.copy(x, whole, part, count));
  }

  @Override
  public Tensor pullback(
      int input, List<Tensor> inputs, List<Tensor> outputs, List<Tensor> cotangents) {
    Tensor zeros = Tensor.zeros(inputs.getFirst().type());
    return ScatterAdd.of(zeros, inputs.get(1), cotangents.getFirst(), axis);
  }

  @Override
  public Optional<List<Tensor>> batched(Batch batch) {
    Tensor x = batch.input(0);
    Tensor indices = batch.input(1);
    if (!batch.isMapped(1)) {
      return Optional.of(List.of(of(x, indices, axis + 1)));
    }
    if (!batch.isMapped(0)) {
      return Optional.of(List.of(MoveAxis.of(of(x, indices, axis), axis, 0)));
    }
    var rows = RowBatch.of(x, indices, axis);
    return Optional.of(List.of(rows.inward(of(rows.x(), rows.numbers(), 0))));
  }
}

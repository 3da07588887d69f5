package dev.adjoint.op;

import dev.adjoint.array.Buffer;
import dev.adjoint.graph.Tensor;
import java.util.List;

/// Raises rows of a tensor to rows with given numbers: along an axis, row `indices[i]` of `x`
/// becomes the larger of itself and row `i` of the updates, element by element.
///
/// Shapes: the updates have that of [Gather] with the same indices; the output has that of `x`.
/// Dtypes: `x` and updates f32, f64 or i32, both the same, kept; indices i32, from the back if
/// negative. An index that does not exist is an error when the program runs. Derivatives: 1 for the
/// largest element, 0 for the others; `n` equal ones, of `x` and the updates, get `1/n` each, as
/// with [Max]. Special values: NaN if there is one (and then every derivative is 0).
///
/// @param axis the axis of `x`, counted from the front
public record ScatterMax(int axis) implements RowUpdate {
  /// {@return the tensor with rows raised}
  ///
  /// @param x the tensor
  /// @param indices the numbers of the rows, i32 of any shape
  /// @param updates the rows to raise them to
  /// @param axis the axis of `x`, from the back if negative
  /// @throws IllegalArgumentException if the axis does not exist or the types do not fit
  public static Tensor of(Tensor x, Tensor indices, Tensor updates, int axis) {
    int at = TypeRule.ask("scattermax", x, shape -> shape.axis(axis));
    return Tensor.of(new ScatterMax(at), x, indices, updates);
  }

  @Override
  public ScatterMax withAxis(int other) {
    return new ScatterMax(other);
  }

  @Override
  public void change(Buffer y, int to, Buffer updates, int from, int count) {
    for (int k = 0; k < count; k++) {
      y.set(to + k, Math.max(y.value(to + k), updates.value(from + k)));
    }
  }

  /// As with [Max], winners are chosen and not multiplied by 0 and 1.
  @Override
  public Tensor pullback(
      int input, List<Tensor> inputs, List<Tensor> outputs, List<Tensor> cotangents) {
    Tensor x = inputs.get(0);
    Tensor indices = inputs.get(1);
    Tensor updates = inputs.get(2);
    Tensor y = outputs.getFirst();
    Tensor own = Equal.of(x, y);
    Tensor others = Equal.of(updates, Gather.of(y, indices, axis));
    Tensor ties = ScatterAdd.of(own.cast(x.dtype()), indices, others.cast(x.dtype()), axis);
    Tensor share = cotangents.getFirst().div(ties);
    return input == 0
        ? Where.of(own, share, Tensor.zeros(x.type()))
        : Where.of(others, Gather.of(share, indices, axis), Tensor.zeros(updates.type()));
  }
}

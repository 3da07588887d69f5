package dev.adjoint.op;

import dev.adjoint.array.Buffer;
import dev.adjoint.array.DType;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/// Puts rows in the place of the rows of a tensor with given numbers: along an axis, row
/// `indices[i]` of `x` becomes row `i` of the updates. Of several for one row the last wins.
///
/// Shapes: the updates have that of [Gather] with the same indices; the output has that of `x`.
/// Dtypes: `x` and updates any, both the same, kept; indices i32, from the back if negative. An
/// index that does not exist is an error when the program runs. Derivatives: 1 for the rows of `x`
/// that stay and for the updates that win, exactly 0 for the others.
///
/// @param axis the axis of `x`, counted from the front
public record Scatter(int axis) implements RowUpdate {
  /// {@return the tensor with the rows replaced}
  ///
  /// @param x the tensor
  /// @param indices the numbers of the rows, i32 of any shape
  /// @param updates the new rows
  /// @param axis the axis of `x`, from the back if negative
  /// @throws IllegalArgumentException if the axis does not exist or the types do not fit
  public static Tensor of(Tensor x, Tensor indices, Tensor updates, int axis) {
    int at = TypeRule.ask("scatter", x, shape -> shape.axis(axis));
    return Tensor.of(new Scatter(at), x, indices, updates);
  }

  @Override
  public Scatter withAxis(int other) {
    return new Scatter(other);
  }

  @Override
  public Set<DType> domain() {
    return Set.of(DType.values());
  }

  @Override
  public void change(Buffer y, int to, Buffer updates, int from, int count) {
    y.copy(updates, from, to, count);
  }

  @Override
  public Tensor pullback(
      int input, List<Tensor> inputs, List<Tensor> outputs, List<Tensor> cotangents) {
    Tensor yBar = cotangents.getFirst();
    Tensor indices = inputs.get(1);
    Tensor none = Tensor.zeros(inputs.get(2).type());
    return input == 0
        ? of(yBar, indices, none, axis)
        : Where.of(winners(inputs), Gather.of(yBar, indices, axis), none);
  }

  /// Which updates are not overwritten: those whose own number is still there after their numbers
  /// were put in their places.
  private Tensor winners(List<Tensor> inputs) {
    Tensor indices = inputs.get(1);
    Tensor own = Arange.of(indices.shape().count()).reshape(indices.shape().toArray());
    Tensor places = Tensor.zeros(TensorType.i32(inputs.getFirst().shape().size(axis)));
    Tensor last = Gather.of(of(places, indices, own, 0), indices, 0);
    int after = inputs.getFirst().shape().rank() - axis - 1;
    int[] sizes = Arrays.copyOf(indices.shape().toArray(), indices.shape().rank() + after);
    Arrays.fill(sizes, indices.shape().rank(), sizes.length, 1);
    return Equal.of(last, own).reshape(sizes).broadcastTo(inputs.get(2).shape());
  }
}

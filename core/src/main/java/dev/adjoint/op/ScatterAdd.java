package dev.adjoint.op;

import dev.adjoint.array.Buffer;
import dev.adjoint.graph.Tensor;
import java.util.List;

/// Adds rows to the rows of a tensor with given numbers: along an axis, row `i` of the updates is
/// added to row `indices[i]` of `x`, as often as it is named (PyTorch's `index_add`).
///
/// Shapes: the updates have that of [Gather] with the same indices; the output has that of `x`.
/// Dtypes: `x` and updates f32, f64 or i32 (wraps), both the same, kept; indices i32, from the back
/// if negative. An index that does not exist is an error when the program runs. Derivatives: 1 for
/// `x`; an update gets the row of the cotangent that it was added to. Updates of one row are added
/// in row-major order, so results do not vary.
///
/// @param axis the axis of `x`, counted from the front
public record ScatterAdd(int axis) implements RowUpdate {
  /// {@return the tensor with the updates added}
  ///
  /// @param x the tensor to add to
  /// @param indices the numbers of the rows, i32 of any shape
  /// @param updates what to add
  /// @param axis the axis of `x`, from the back if negative
  /// @throws IllegalArgumentException if the axis does not exist or the types do not fit
  public static Tensor of(Tensor x, Tensor indices, Tensor updates, int axis) {
    int at = TypeRule.ask("scatteradd", x, shape -> shape.axis(axis));
    return Tensor.of(new ScatterAdd(at), x, indices, updates);
  }

  @Override
  public ScatterAdd withAxis(int other) {
    return new ScatterAdd(other);
  }

  @Override
  public void change(Buffer y, int to, Buffer updates, int from, int count) {
    int i = y.offset() + to;
    int j = updates.offset() + from;
    switch (y.storage()) {
      case float[] a -> add(a, i, (float[]) updates.storage(), j, count);
      case double[] a -> add(a, i, (double[]) updates.storage(), j, count);
      default -> add((int[]) y.storage(), i, (int[]) updates.storage(), j, count);
    }
  }

  private static void add(float[] y, int i, float[] updates, int j, int count) {
    for (int k = 0; k < count; k++) {
      y[i + k] += updates[j + k];
    }
  }

  private static void add(double[] y, int i, double[] updates, int j, int count) {
    for (int k = 0; k < count; k++) {
      y[i + k] += updates[j + k];
    }
  }

  private static void add(int[] y, int i, int[] updates, int j, int count) {
    for (int k = 0; k < count; k++) {
      y[i + k] += updates[j + k];
    }
  }

  @Override
  public Tensor pullback(
      int input, List<Tensor> inputs, List<Tensor> outputs, List<Tensor> cotangents) {
    Tensor yBar = cotangents.getFirst();
    return input == 0 ? yBar : Gather.of(yBar, inputs.get(1), axis);
  }
}

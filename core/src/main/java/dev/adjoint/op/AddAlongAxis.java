package dev.adjoint.op;

import dev.adjoint.array.Buffer;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Batch;
import dev.adjoint.graph.Routine;
import dev.adjoint.graph.Tensor;
import java.util.List;
import java.util.Optional;

/// Adds elements at positions along an axis, each line at numbers of its own: `y = x`, then
/// `y[…,indices[…,i,…],…] += updates[…,i,…]`, as often as a position is named.
///
/// Shapes: the indices and the updates have one shape, that of `x` beside the axis; the output has
/// that of `x`. Dtypes: `x` and updates f32, f64 or i32 (wraps), both the same, kept; indices i32,
/// from the back if negative. An index that does not exist is an error when the program runs.
/// Derivatives: 1 for `x`; an update gets the cotangent of the element it was added to
/// ([TakeAlongAxis]). Updates of one element are added in their order, so results do not vary.
///
/// @param axis the axis, counted from the front
public record AddAlongAxis(int axis) implements Routine {
  /// {@return the tensor with the updates added}
  ///
  /// @param x the tensor to add to
  /// @param indices the positions, i32
  /// @param updates what to add
  /// @param axis the axis, from the back if negative
  /// @throws IllegalArgumentException if the axis does not exist or the types do not fit
  public static Tensor of(Tensor x, Tensor indices, Tensor updates, int axis) {
    int at = TypeRule.ask("addalongaxis", x, shape -> shape.axis(axis));
    return Tensor.of(new AddAlongAxis(at), x, indices, updates);
  }

  @Override
  public List<TensorType> types(List<TensorType> inputs) {
    checkCount(inputs, 3);
    TensorType x = inputs.getFirst();
    Lines.checkIndices(this, inputs, axis);
    TypeRule.numeric(this, inputs);
    TensorType wanted = x.withShape(inputs.get(1).shape());
    if (!inputs.get(2).equals(wanted)) {
      throw error(inputs, "the updates must be " + wanted);
    }
    return List.of(x);
  }

  @Override
  public void run(List<Buffer> inputs, List<Buffer> outputs) {
    Buffer y = outputs.getFirst();
    Buffer updates = inputs.get(2);
    y.copy(inputs.getFirst(), 0, 0, y.count());
    Lines.forEachPair(this, inputs, axis, (whole, part) -> add(y, whole, updates, part));
  }

  private static void add(Buffer y, int to, Buffer updates, int from) {
    switch (y.storage()) {
      case int[] a -> a[y.offset() + to] += ((int[]) updates.storage())[updates.offset() + from];
      default -> y.set(to, y.value(to) + updates.value(from));
    }
  }

  @Override
  public Tensor pullback(
      int input, List<Tensor> inputs, List<Tensor> outputs, List<Tensor> cotangents) {
    Tensor yBar = cotangents.getFirst();
    return input == 0 ? yBar : TakeAlongAxis.of(yBar, inputs.get(1), axis);
  }

  @Override
  public Optional<List<Tensor>> batched(Batch batch) {
    return Optional.of(List.of(of(batch.whole(0), batch.whole(1), batch.whole(2), axis + 1)));
  }
}

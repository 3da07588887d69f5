package dev.adjoint.op;

import dev.adjoint.array.Buffer;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Batch;
import dev.adjoint.graph.Routine;
import dev.adjoint.graph.Tensor;
import java.util.List;
import java.util.Optional;

/// Elements picked by position along an axis, each line by numbers of its own: `y[…,i,…] =
/// x[…,indices[…,i,…],…]`, NumPy's `take_along_axis`.
///
/// Shapes: the indices have that of `x` beside the axis; the output has that of the indices.
/// Dtypes: `x` any, kept; indices i32. An index counts from the back if negative; one that does not
/// exist is an error when the program runs. Derivative: the cotangent of each element is added to
/// where it came from ([AddAlongAxis]).
///
/// @param axis the axis, counted from the front
public record TakeAlongAxis(int axis) implements Routine {
  /// {@return the elements at these positions}
  ///
  /// @param x the tensor to take from
  /// @param indices the positions, i32
  /// @param axis the axis, from the back if negative
  /// @throws IllegalArgumentException if the axis does not exist, the indices are not i32, or the
  ///   shapes differ beside the axis
  public static Tensor of(Tensor x, Tensor indices, int axis) {
    int at = TypeRule.ask("takealongaxis", x, shape -> shape.axis(axis));
    return Tensor.of(new TakeAlongAxis(at), x, indices);
  }

  @Override
  public List<TensorType> types(List<TensorType> inputs) {
    checkCount(inputs, 2);
    Lines.checkIndices(this, inputs, axis);
    return List.of(inputs.getFirst().withShape(inputs.get(1).shape()));
  }

  @Override
  public void run(List<Buffer> inputs, List<Buffer> outputs) {
    Buffer x = inputs.getFirst();
    Buffer y = outputs.getFirst();
    Lines.forEachPair(this, inputs, axis, (whole, part) -> y.copy(x, whole, part, 1));
  }

  @Override
  public Tensor pullback(
      int input, List<Tensor> inputs, List<Tensor> outputs, List<Tensor> cotangents) {
    Tensor zeros = Tensor.zeros(inputs.getFirst().type());
    return AddAlongAxis.of(zeros, inputs.get(1), cotangents.getFirst(), axis);
  }

  @Override
  public Optional<List<Tensor>> batched(Batch batch) {
    return Optional.of(List.of(of(batch.whole(0), batch.whole(1), axis + 1)));
  }
}

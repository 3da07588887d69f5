package dev.adjoint.op;

import dev.adjoint.array.Buffer;
import dev.adjoint.array.DType;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Batch;
import dev.adjoint.graph.Routine;
import dev.adjoint.graph.Tensor;
import java.util.List;
import java.util.Optional;

/// The positions of the elements along an axis in ascending or descending order.
///
/// Shape: that of `x`. Dtypes: f32, f64 or i32; the output is i32, so it has no gradient. Equal
/// elements keep their order, in either direction. Special values: NaN is above every number, so it
/// is last, as in NumPy, or first when descending; `−0 = +0`.
///
/// @param axis the axis, counted from the front
/// @param descending whether the largest comes first
public record ArgSort(int axis, boolean descending) implements Routine {
  /// {@return the positions of the elements in ascending order}
  ///
  /// @param x the tensor
  /// @param axis the axis, from the back if negative
  /// @throws IllegalArgumentException if the axis does not exist
  public static Tensor of(Tensor x, int axis) {
    return of(x, axis, false);
  }

  /// {@return the positions of the elements in order}
  ///
  /// @param x the tensor
  /// @param axis the axis, from the back if negative
  /// @param descending whether the largest comes first
  /// @throws IllegalArgumentException if the axis does not exist
  public static Tensor of(Tensor x, int axis, boolean descending) {
    int at = TypeRule.ask("argsort", x, shape -> shape.axis(axis));
    return Tensor.of(new ArgSort(at, descending), x);
  }

  @Override
  public List<TensorType> types(List<TensorType> inputs) {
    checkCount(inputs, 1);
    TensorType x = inputs.getFirst();
    TypeRule.numeric(this, inputs);
    TypeRule.axisExists(this, x, axis);
    return List.of(x.withDType(DType.INT32));
  }

  @Override
  public void run(List<Buffer> inputs, List<Buffer> outputs) {
    Buffer x = inputs.getFirst();
    Buffer y = outputs.getFirst();
    Lines.of(x.type().shape(), axis)
        .forEach((line, first, stride, size) -> {
          int[] order = Ranking.of(Ranking.line(x, first, stride, size), descending);
          for (int k = 0; k < size; k++) {
            y.set(first + k * stride, order[k]);
          }
        });
  }

  @Override
  public Tensor pullback(
      int input, List<Tensor> inputs, List<Tensor> outputs, List<Tensor> cotangents) {
    return Tensor.zeros(inputs.get(input).type());
  }

  @Override
  public Optional<List<Tensor>> batched(Batch batch) {
    return Optional.of(List.of(of(batch.whole(0), axis + 1, descending)));
  }
}

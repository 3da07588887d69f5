package dev.adjoint.op;

import dev.adjoint.array.Buffer;
import dev.adjoint.array.DType;
import dev.adjoint.array.Shape;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Batch;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Routine;
import dev.adjoint.graph.Tensor;
import java.util.List;
import java.util.Optional;

/// The `k` largest elements along an axis from the largest on, or the `k` smallest from the
/// smallest on, and their positions.
///
/// Shape: that of `x` with `k` elements along the axis, of both outputs. Dtypes: f32, f64 or i32,
/// kept; the positions are i32. Derivative: each cotangent goes to the element that was picked.
/// Equal elements keep their order. Special values: NaN is above every number, so it is picked
/// first among the largest and last among the smallest; `−0 = +0`.
///
/// @param k how many
/// @param axis the axis, counted from the front
/// @param largest whether the largest are picked, else the smallest
public record TopK(int k, int axis, boolean largest) implements Routine {
  /// The elements picked and where they were.
  ///
  /// @param values the elements
  /// @param indices their positions on the axis, i32
  public record Result(Tensor values, Tensor indices) {}

  /// {@return the largest elements along an axis}
  ///
  /// @param x the tensor
  /// @param k how many
  /// @param axis the axis, from the back if negative
  /// @throws IllegalArgumentException if the axis does not exist or has fewer elements
  public static Result of(Tensor x, int k, int axis) {
    return of(x, k, axis, true);
  }

  /// {@return the largest or smallest elements along an axis}
  ///
  /// @param x the tensor
  /// @param k how many
  /// @param axis the axis, from the back if negative
  /// @param largest whether the largest are picked, else the smallest
  /// @throws IllegalArgumentException if the axis does not exist or has fewer elements
  public static Result of(Tensor x, int k, int axis, boolean largest) {
    int at = TypeRule.ask("topk", x, shape -> shape.axis(axis));
    List<Tensor> outputs = Node.of(new TopK(k, at, largest), List.of(x)).outputs();
    return new Result(outputs.get(0), outputs.get(1));
  }

  @Override
  public List<TensorType> types(List<TensorType> inputs) {
    checkCount(inputs, 1);
    TensorType x = inputs.getFirst();
    TypeRule.numeric(this, inputs);
    TypeRule.axisExists(this, x, axis);
    int[] sizes = x.shape().toArray();
    if (k < 0 || k > sizes[axis]) {
      throw error(
          inputs, "cannot pick %d of %d elements on axis %d".formatted(k, sizes[axis], axis));
    }
    sizes[axis] = k;
    TensorType y = x.withShape(Shape.of(sizes));
    return List.of(y, y.withDType(DType.INT32));
  }

  @Override
  public void run(List<Buffer> inputs, List<Buffer> outputs) {
    Buffer x = inputs.getFirst();
    Lines.of(x.type().shape(), axis)
        .forEach((line, first, stride, size) -> {
          int[] order = Ranking.of(Ranking.line(x, first, stride, size), largest);
          int to = line / stride * k * stride + line % stride;
          for (int i = 0; i < k; i++) {
            outputs.get(0).copy(x, first + order[i] * stride, to + i * stride, 1);
            outputs.get(1).set(to + i * stride, order[i]);
          }
        });
  }

  @Override
  public Tensor pullback(
      int input, List<Tensor> inputs, List<Tensor> outputs, List<Tensor> cotangents) {
    Tensor zeros = Tensor.zeros(inputs.getFirst().type());
    return AddAlongAxis.of(zeros, outputs.get(1), cotangents.getFirst(), axis);
  }

  @Override
  public Optional<List<Tensor>> batched(Batch batch) {
    return Optional.of(Node.of(new TopK(k, axis + 1, largest), List.of(batch.whole(0))).outputs());
  }
}

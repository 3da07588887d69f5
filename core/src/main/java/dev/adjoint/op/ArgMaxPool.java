package dev.adjoint.op;

import dev.adjoint.array.Buffer;
import dev.adjoint.array.Shape;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Batch;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Routine;
import dev.adjoint.graph.Tensor;
import java.util.List;
import java.util.Optional;

/// Where the largest element of each window lies, as a row-major number within its plane (the last
/// axes, that the window slides over): the second output of ONNX's and PyTorch's max pool.
///
/// Shape: the last axes become those of the window's positions. Dtypes: f32, f64 or i32; the output
/// is i32, so it has no gradient. Of equal elements the first in row-major order wins, and NaN
/// counts as the largest, as there. Padding never wins.
///
/// @param sizes the sizes of the window
/// @param sliding how it moves
public record ArgMaxPool(List<Integer> sizes, Sliding sliding) implements Routine.Parallel {
  /// Keeps a copy of the sizes.
  public ArgMaxPool {
    sizes = List.copyOf(sizes);
  }

  /// {@return where the largest elements lie}
  ///
  /// @param x the tensor
  /// @param sliding how the window moves
  /// @param sizes the sizes of the window
  /// @throws IllegalArgumentException if the window does not fit, or one of its positions holds
  ///   nothing but padding
  public static Tensor of(Tensor x, Sliding sliding, int... sizes) {
    return Tensor.of(new ArgMaxPool(Pooling.list(sizes), sliding), x);
  }

  @Override
  public List<TensorType> types(List<TensorType> inputs) {
    checkCount(inputs, 1);
    TensorType x = inputs.getFirst();
    TypeRule.numeric(this, inputs);
    Shape shape = new Pooling(sizes, sliding).type(this, x, true).shape();
    return List.of(TensorType.i32(shape.toArray()));
  }

  @Override
  public Work work(List<Buffer> inputs, List<Buffer> outputs) {
    Buffer largest =
        Buffer.allocate(inputs.getFirst().type().withShape(outputs.getFirst().type().shape()));
    return new PoolMaxima(sizes, sliding).work(inputs, List.of(largest, outputs.getFirst()));
  }

  @Override
  public Tensor pullback(
      int input, List<Tensor> inputs, List<Tensor> outputs, List<Tensor> cotangents) {
    return Tensor.zeros(inputs.get(input).type());
  }

  @Override
  public Optional<List<Tensor>> batched(Batch batch) {
    return Optional.of(Node.of(this, batch.whole()).outputs());
  }
}

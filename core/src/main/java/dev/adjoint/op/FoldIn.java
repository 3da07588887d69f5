package dev.adjoint.op;

import dev.adjoint.array.Buffer;
import dev.adjoint.array.DType;
import dev.adjoint.array.NDArray;
import dev.adjoint.array.Shape;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Batch;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Routine;
import dev.adjoint.graph.Tensor;
import dev.adjoint.random.Key;
import java.util.List;
import java.util.Optional;

/// The key for one number, such as a step or an epoch: [Key#fold] of a key and a number that are
/// tensors.
///
/// Shapes: keys `i32[…,2]` and numbers `i32[…]` give `i32[…,2]`, a key for each pair. No gradient.
public record FoldIn() implements Routine {
  /// {@return the key for a number, independent for each number}
  ///
  /// @param key the key, `i32[…,2]`
  /// @param number the number, `i32[…]`
  /// @throws IllegalArgumentException if this is no key, or the numbers are not as many ints
  public static Tensor of(Tensor key, Tensor number) {
    return Tensor.of(new FoldIn(), key, number);
  }

  /// {@return the key for a number that is known}
  ///
  /// @param key the key, `i32[…,2]`
  /// @param number the number, for all keys the same
  /// @throws IllegalArgumentException if this is no key
  public static Tensor of(Tensor key, int number) {
    Shape keys = Draw.keys(new FoldIn(), List.of(key.type()));
    return of(key, Tensor.constant(NDArray.of(number).reshape()).broadcastTo(keys));
  }

  @Override
  public List<TensorType> types(List<TensorType> inputs) {
    checkCount(inputs, 2);
    Shape keys = Draw.keys(this, inputs);
    TensorType number = inputs.get(1);
    if (number.dtype() != DType.INT32 || !number.shape().equals(keys)) {
      throw error(inputs, "the numbers must be i32" + keys + ", one for each key");
    }
    return List.of(inputs.getFirst());
  }

  @Override
  public void run(List<Buffer> inputs, List<Buffer> outputs) {
    Buffer number = inputs.get(1);
    for (int i = 0; i < number.count(); i++) {
      Key key = Draw.key(inputs.getFirst(), i).fold((int) number.value(i));
      outputs.getFirst().copy(Buffer.of(key.toNDArray()), 0, 2 * i, 2);
    }
  }

  @Override
  public Tensor pullback(
      int input, List<Tensor> inputs, List<Tensor> outputs, List<Tensor> cotangents) {
    throw new IllegalStateException(this + " has no input with a gradient");
  }

  @Override
  public Optional<List<Tensor>> batched(Batch batch) {
    return Optional.of(Node.of(this, batch.whole()).outputs());
  }
}

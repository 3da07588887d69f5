package dev.adjoint.autodiff;

import dev.adjoint.array.Buffer;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Batch;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Routine;
import dev.adjoint.graph.Tensor;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Its first inputs, unchanged, but not before all of its inputs are there: what is computed from
/// them is neither merged with what was computed from the originals, nor computed earlier.
///
/// @param count how many inputs are handed on; the others are only waited for
record Barrier(int count) implements Routine {
  @Override
  public List<TensorType> types(List<TensorType> inputs) {
    return inputs.subList(0, count);
  }

  @Override
  public void run(List<Buffer> inputs, List<Buffer> outputs) {
    for (int k = 0; k < count; k++) {
      outputs.get(k).copy(inputs.get(k), 0, 0, inputs.get(k).count());
    }
  }

  @Override
  public Tensor pullback(
      int input, List<Tensor> inputs, List<Tensor> outputs, List<Tensor> cotangents) {
    return input < count ? cotangents.get(input) : Tensor.zeros(inputs.get(input).type());
  }

  /// The inputs that are handed on get the batch's axis; what is waited for stays as it is.
  @Override
  public Optional<List<Tensor>> batched(Batch batch) {
    List<Tensor> inputs =
        IntStream.range(0, batch.inputs().size())
            .mapToObj(k -> k < count ? batch.whole(k) : batch.input(k))
            .toList();
    return Optional.of(Node.of(this, inputs).outputs());
  }
}

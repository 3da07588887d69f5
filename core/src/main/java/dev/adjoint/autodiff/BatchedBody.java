package dev.adjoint.autodiff;

import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Batch;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// The body of a loop over batches.
///
/// @param inputs its inputs, some with the batch's axis in front
/// @param mapped for each, whether it has that axis
/// @param batching what became of the tensors of the body of one element
record BatchedBody(List<Tensor> inputs, List<Boolean> mapped, Batching batching) {
  /// {@return the body whose carries have the axis if they have it before the first step or after
  /// any}
  ///
  /// @param step the body of one element
  /// @param updates the carries after a step
  /// @param flags which inputs have the axis before the first step
  /// @param size the number of elements
  static BatchedBody of(Graph step, List<Tensor> updates, List<Boolean> flags, int size) {
    var mapped = new ArrayList<>(flags);
    while (true) {
      BatchedBody body = with(step, List.copyOf(mapped), size);
      boolean stable = true;
      for (int k = 0; k < updates.size(); k++) {
        if (!mapped.get(k) && body.batching().isMapped(updates.get(k))) {
          mapped.set(k, true);
          stable = false;
        }
      }
      if (stable) {
        return body;
      }
    }
  }

  static BatchedBody with(Graph graph, List<Boolean> mapped, int size) {
    List<Tensor> inputs =
        IntStream.range(0, mapped.size())
            .mapToObj(k -> variable(graph.inputs().get(k).type(), mapped.get(k), size))
            .toList();
    return new BatchedBody(inputs, mapped, Batching.of(graph, inputs, mapped, size));
  }

  private static Tensor variable(TensorType type, boolean mapped, int size) {
    return Tensor.variable(mapped ? type.withShape(type.shape().prepend(size)) : type);
  }

  List<Tensor> updates(List<Tensor> carries) {
    return IntStream.range(0, carries.size())
        .mapToObj(
            k -> mapped.get(k) ? batching.whole(carries.get(k)) : batching.value(carries.get(k)))
        .toList();
  }

  List<Tensor> values(List<Tensor> tensors) {
    return tensors.stream().map(batching::value).toList();
  }

  /// The first carries, which all have the axis that they have later.
  List<Tensor> firsts(Batch given, int first, int carries) {
    return IntStream.range(0, carries)
        .mapToObj(k -> mapped.get(k) ? given.whole(first + k) : given.input(first + k))
        .toList();
  }
}

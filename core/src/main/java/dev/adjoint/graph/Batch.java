package dev.adjoint.graph;

import java.util.List;
import java.util.stream.IntStream;

/// The inputs of an op that is applied to a whole batch at once: a mapped input has one more axis
/// in front, of the batch's size; the others are shared by all elements of the batch.
///
/// @param inputs the inputs
/// @param mapped for each input, whether it has the batch's axis
/// @param size the number of elements of the batch
public record Batch(List<Tensor> inputs, List<Boolean> mapped, int size) {
  /// Keeps copies of the lists.
  public Batch {
    inputs = List.copyOf(inputs);
    mapped = List.copyOf(mapped);
  }

  /// {@return whether an input has the batch's axis}
  ///
  /// @param input the number of the input
  public boolean isMapped(int input) {
    return mapped.get(input);
  }

  /// {@return an input as it is, shared or not}
  ///
  /// @param input the number of the input
  public Tensor input(int input) {
    return inputs.get(input);
  }

  /// {@return an input with the batch's axis; a shared one is repeated along it}
  ///
  /// @param input the number of the input
  public Tensor whole(int input) {
    Tensor x = inputs.get(input);
    return isMapped(input) ? x : x.broadcastTo(x.shape().prepend(size));
  }

  /// {@return all inputs with the batch's axis}
  public List<Tensor> whole() {
    return IntStream.range(0, inputs.size()).mapToObj(this::whole).toList();
  }
}

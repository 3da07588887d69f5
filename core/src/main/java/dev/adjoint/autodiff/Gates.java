package dev.adjoint.autodiff;

import dev.adjoint.graph.Batch;
import dev.adjoint.graph.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Where the elements of a batch part company, some compute in vain what others need: a branch that
/// they did not choose, a step after their last. There no derivative need be finite, and zero times
/// infinity is not a number. So for them what is read is held constant: no tangent enters, and no
/// cotangent leaves.
///
/// A shared tensor is repeated along the batch for this, unless it has more than 1024 elements and
/// is larger than every tensor that an element has of its own: of weights that is too dear. What is
/// computed in vain from those must be finite, and have finite derivatives.
final class Gates {
  private static final int SMALL = 1024;

  private Gates() {}

  /// {@return the inputs of a body, held constant for the elements for which it is in vain}
  ///
  /// @param mask for each element, whether it is not in vain
  /// @param inputs the body's inputs for one element
  /// @param batch the inputs for all
  static Batch of(Tensor mask, List<Tensor> inputs, Batch batch) {
    List<Boolean> gated = gated(inputs, batch.mapped());
    var gates = new ArrayList<Tensor>();
    var mapped = new ArrayList<Boolean>();
    for (int k = 0; k < inputs.size(); k++) {
      gates.add(gated.get(k) ? Masks.gate(mask, batch.whole(k)) : batch.input(k));
      mapped.add(gated.get(k) || batch.isMapped(k));
    }
    return new Batch(gates, mapped, batch.size());
  }

  /// {@return the inputs of a body of one element, held constant if it is in vain}
  ///
  /// @param mask whether it is not in vain
  /// @param inputs the body's inputs
  /// @param mapped for each, whether every element has its own
  static List<Tensor> of(Tensor mask, List<Tensor> inputs, List<Boolean> mapped) {
    List<Boolean> gated = gated(inputs, mapped);
    return IntStream.range(0, inputs.size())
        .mapToObj(k -> gated.get(k) ? Masks.gate(mask, inputs.get(k)) : inputs.get(k))
        .toList();
  }

  private static List<Boolean> gated(List<Tensor> inputs, List<Boolean> mapped) {
    int largest =
        IntStream.range(0, inputs.size())
            .filter(mapped::get)
            .map(k -> inputs.get(k).type().count())
            .max()
            .orElse(0);
    return IntStream.range(0, inputs.size())
        .mapToObj(k ->
            inputs.get(k).type().isFloating()
                && (mapped.get(k) || inputs.get(k).type().count() <= Math.max(SMALL, largest)))
        .toList();
  }
}

package dev.adjoint.graph;

import dev.adjoint.array.TensorType;
import java.util.List;
import java.util.Optional;

/// The kind of ops that are a formula with a name: `Softmax` is some exponentials and a sum. The
/// compiler replaces a composite by its expansion; its gradient is the expansion's, unless it is
/// [Differentiable] by a better formula.
public non-sealed interface Composite extends Op {
  /// {@return the formula; of the inputs and this op's own fields alone, without this op itself}
  ///
  /// @param inputs the inputs
  Tensor expand(List<Tensor> inputs);

  /// {@return this op of tensors that all have one more axis in front, which it leaves alone; empty
  /// to have the library batch the expansion}
  default Optional<Composite> batched() {
    return Optional.empty();
  }

  /// By default the type of the expansion.
  @Override
  default List<TensorType> types(List<TensorType> inputs) {
    return Source.Unknown.UNKNOWN.build(
        () -> List.of(expand(inputs.stream().map(Tensor::variable).toList()).type()));
  }

  /// A composite that states its own pullback: a better formula, or a gradient of one's own.
  interface Differentiable extends Composite {
    /// The cotangent of one input. Asked only for f32 and f64 inputs that want one.
    ///
    /// @param input the number of the input
    /// @param inputs the inputs
    /// @param y this op's own output
    /// @param yBar the cotangent of `y`
    /// @return a tensor of the type of the input
    Tensor pullback(int input, List<Tensor> inputs, Tensor y, Tensor yBar);
  }
}

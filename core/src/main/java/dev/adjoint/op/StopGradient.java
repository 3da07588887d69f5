package dev.adjoint.op;

import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Composite;
import dev.adjoint.graph.Tensor;
import java.util.List;
import java.util.Optional;

/// The tensor itself, taken for a constant by every derivative: `y = x`, `∂y/∂x = 0`.
///
/// Shape and dtype: any, kept. It is gone in a compiled program.
public record StopGradient() implements Composite.Differentiable {
  /// {@return the tensor, held constant by derivatives}
  ///
  /// @param x the tensor
  public static Tensor of(Tensor x) {
    return Tensor.of(new StopGradient(), x);
  }

  @Override
  public List<TensorType> types(List<TensorType> inputs) {
    checkCount(inputs, 1);
    return inputs;
  }

  @Override
  public Tensor expand(List<Tensor> inputs) {
    return inputs.getFirst();
  }

  @Override
  public Tensor pullback(int input, List<Tensor> inputs, Tensor y, Tensor yBar) {
    return Tensor.zeros(inputs.getFirst().type());
  }

  @Override
  public Optional<Composite> batched() {
    return Optional.of(this);
  }
}

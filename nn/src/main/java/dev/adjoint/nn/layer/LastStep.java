package dev.adjoint.nn.layer;

import dev.adjoint.graph.Tensor;

/// What a sequence ends in: `[N,length,features]` gives `[N,features]`. Any dtype, kept.
public record LastStep() implements Layer {
  /// {@return the last step, `[N,features]`}
  ///
  /// @param x the sequences, `[N,length,features]`
  /// @throws IllegalArgumentException if the rank is another, or there is no step
  @Override
  public Tensor apply(Tensor x) {
    if (x.shape().rank() != 3 || x.shape().size(1) == 0) {
      throw new IllegalArgumentException(
          "last step of %s: wants [N,length,features] of at least one step".formatted(x.type()));
    }
    int length = x.shape().size(1);
    return x.slice(1, length - 1, length).reshape(x.shape().size(0), x.shape().size(2));
  }
}

package dev.adjoint.nn.layer;

import dev.adjoint.graph.Tensor;

/// A layer that is another function in training than in evaluation, or holds one that is: it draws
/// random numbers, takes note of what it sees, or hands the [Pass] on to its parts.
///
/// ```java
/// record Block(Affine inner, Dropout dropout) implements ModalLayer {
///   @Override
///   public Tensor apply(Tensor x, Pass pass) {
///     return x.plus(dropout.apply(inner.apply(x), pass));
///   }
/// }
/// ```
@FunctionalInterface
public interface ModalLayer extends Layer {
  /// {@return the output}
  ///
  /// @param x the input
  /// @param pass the mode, random numbers, and where statistics go; to be handed on to each part
  @Override
  Tensor apply(Tensor x, Pass pass);

  /// {@return the output in evaluation}
  ///
  /// @param x the input
  @Override
  default Tensor apply(Tensor x) {
    return apply(x, Pass.evaluation());
  }
}

package dev.adjoint.nn.layer;

import dev.adjoint.Tree;
import dev.adjoint.graph.Tensor;
import java.util.Map;
import java.util.function.UnaryOperator;

/// A function from tensor to tensor. With parameters it is a record of tensors; without, a method
/// reference such as `Sigmoid::of` or a lambda.
///
/// ```java
/// record Residual(Affine inner) implements Layer {
///   @Override
///   public Tensor apply(Tensor x) {
///     return x.plus(Relu.of(inner.apply(x)));
///   }
/// }
/// ```
///
/// Only tensors that a record holds are trained: what a lambda captures stays as it is. A layer
/// that differs between training and evaluation, or holds one that does, is a [ModalLayer].
@FunctionalInterface
public interface Layer extends UnaryOperator<Tensor> {
  /// {@return the output in the mode of a pass; the same in both unless this is a [ModalLayer]}
  ///
  /// @param x the input
  /// @param pass the mode
  /// @throws IllegalStateException in training, if this layer holds a modal one, which would not
  ///   learn of the mode
  default Tensor apply(Tensor x, Pass pass) {
    if (pass.isTraining()) {
      Map<String, ModalLayer> modal = Tree.parts(this, ModalLayer.class);
      if (!modal.isEmpty()) {
        Map.Entry<String, ModalLayer> first = modal.entrySet().iterator().next();
        throw new IllegalStateException(
            "%s holds a %s, %s, which differs in training; implement ModalLayer and hand the pass on to its parts, as in part.apply(x, pass)"
                .formatted(
                    getClass().getSimpleName(),
                    first.getValue().getClass().getSimpleName(),
                    first.getKey()));
      }
    }
    return apply(x);
  }
}

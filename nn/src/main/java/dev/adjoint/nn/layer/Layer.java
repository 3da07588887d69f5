package dev.adjoint.nn.layer;

import dev.adjoint.graph.Tensor;
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
/// Only tensors that a record holds are trained: what a lambda captures stays as it is.
@FunctionalInterface
public interface Layer extends UnaryOperator<Tensor> {}

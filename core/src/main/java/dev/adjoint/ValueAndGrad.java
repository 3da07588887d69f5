package dev.adjoint;

import dev.adjoint.graph.Tensor;

/// The value of a scalar function and its gradient, which share the forward computation.
///
/// @param value the value, a scalar
/// @param grad the gradient, of the form of the argument
/// @param <A> the type of the argument
public record ValueAndGrad<A>(Tensor value, A grad) {}

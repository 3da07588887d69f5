package dev.adjoint;

import dev.adjoint.graph.Tensor;

/// The value of a scalar function, its gradient, and what else the function computed: all of one
/// forward computation.
///
/// @param value the value, a scalar
/// @param grad the gradient of the value, of the form of the argument
/// @param aux the rest, any tree; nothing was differentiated through it
/// @param <A> the type of the argument
/// @param <B> the type of the rest
public record ValueGradAux<A, B>(Tensor value, A grad, B aux) {}

package dev.adjoint;

import dev.adjoint.graph.Tensor;

/// What a function returns whose value is differentiated, and something else that is not; see
/// [Adjoint#valueAndGradAux].
///
/// @param value the value, a scalar
/// @param aux the rest, any tree
/// @param <B> the type of the rest
public record Aux<B>(Tensor value, B aux) {}

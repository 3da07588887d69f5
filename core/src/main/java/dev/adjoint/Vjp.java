package dev.adjoint;

import java.util.function.Function;

/// The value of a function and its pullback there: `ȳ ↦ ȳ · ∂y/∂x`.
///
/// @param value the value
/// @param pullback from a cotangent of the value to the cotangent of the argument
/// @param <A> the type of the argument
/// @param <B> the type of the value
public record Vjp<A, B>(B value, Function<B, A> pullback) {}

package dev.adjoint;

import java.util.function.Function;

/// The value of a function and its linear part there: `ẋ ↦ ∂f/∂x · ẋ`, to be applied often.
///
/// @param value the value
/// @param pushforward from a tangent of the argument to the tangent of the value
/// @param <A> the type of the argument
/// @param <B> the type of the value
public record Linearized<A, B>(B value, Function<A, B> pushforward) {}

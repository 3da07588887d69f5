package dev.adjoint;

/// The value of a function and its tangent: how the value moves when the argument moves.
///
/// @param value the value
/// @param tangent `∂f/∂x · ẋ`, of the form of the value; zeros where the value is of integers
/// @param <B> the type of the value
public record Jvp<B>(B value, B tangent) {}

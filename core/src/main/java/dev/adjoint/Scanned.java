package dev.adjoint;

/// What a scan returns: the last carry, and the outputs of all steps.
///
/// @param carry the carry after the last step
/// @param outputs the outputs of the steps, stacked along a first axis
/// @param <C> the type of the carry
/// @param <Y> the type of an output
public record Scanned<C, Y>(C carry, Y outputs) {}

package dev.adjoint;

/// What one step of a scan returns: the carry for the next step, and this step's output.
///
/// @param carry the carry, of the form and types it had before the step
/// @param output what is stacked over the steps
/// @param <C> the type of the carry
/// @param <Y> the type of the output
public record Step<C, Y>(C carry, Y output) {}

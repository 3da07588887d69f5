/// Differentiation as a function from graph to graph: the gradient of a formula is a formula, so it
/// can be differentiated again, rewritten and compiled like any other.
///
/// ## Deliberate
///
/// - Nothing is recorded while a user's function runs. The graph it returned is all there is;
///   reverse mode walks it backwards once.
/// - A gradient rule sees the op's inputs and its outputs, so `exp` reuses its own value.
/// - An input that does not matter has the gradient zero, not an absent one; so has an i32 or bool
///   input, in its own dtype, so that a gradient always has the form of its argument.
@NullMarked
package dev.adjoint.autodiff;

import org.jspecify.annotations.NullMarked;

/// Differentiation and batching as functions from graph to graph: the gradient of a formula is a
/// formula, so it can be differentiated again, batched, rewritten and compiled like any other.
///
/// [Transformations][dev.adjoint.autodiff.Transformations] is the front, with `ReverseMode` itself.
/// Behind it three walks, each with one rule for a kind of op:
///
/// | walk | elementwise | view | reduction, routine | composite | loops and choices |
/// |---|---|---|---|---|---|
/// | `ReverseMode` | `ȳ · ∂y/∂x` | its transpose | its pullback | its own pullback, or that of its expansion | a loop backwards over histories |
/// | `ForwardMode` | `∂y/∂x · ẋ` | the view | the transpose of its pullback | the same, or the expansion | values and tangents side by side |
/// | `Batching` | broadcast | one axis more | axes shifted, its own rule, or a loop | one axis more, or the expansion | a loop over batches, masked where they part |
///
/// ## Deliberate
///
/// - Nothing is recorded while a user's function runs. The graph it returned is all there is;
///   reverse mode walks it backwards once.
/// - A gradient rule sees the op's inputs and its outputs, so `exp` reuses its own value.
/// - No op needs a forward rule (an elementwise op that changes the dtype states one). A pullback
///   `ȳ ↦ x̄` is linear; its own pullback takes a tangent of `x` to the tangent of `y`. So a
///   gradient of one's own is honoured in forward mode too, and forward against reverse tests the
///   engine, not the rules.
/// - Forward mode makes new values beside the tangents of a loop: two loops would compute every
///   value twice.
/// - A scan's node has an output for the history of every tensor of its body. It looks wasteful and
///   costs nothing: `DropUnused` takes away what nobody reads before anything is computed, and
///   reverse mode, of any order, finds what it needs without running the loop again.
/// - Reverse mode through a while loop runs the loop a second time, as a scan of the steps that
///   ran: only then is it known how many histories there are. Their memory is that of the loop's
///   limit.
/// - A choice of a batch computes both sides, and a loop of a batch goes on for elements that are
///   done. `Gates` holds constant what they read in vain, so that no `0 · ∞` spoils a gradient; see
///   there for shared tensors that are too large to gate. What may not end is run element by
///   element.
/// - [Checkpoint][dev.adjoint.autodiff.Checkpoint] waits with a `Barrier` for the cotangent that
///   its pullback needs. Without it the second computation would be merged with the first.
/// - An input that does not matter has the gradient zero, not an absent one; so has an i32 or bool
///   input, in its own dtype, so that a gradient always has the form of its argument.
@NullMarked
package dev.adjoint.autodiff;

import org.jspecify.annotations.NullMarked;

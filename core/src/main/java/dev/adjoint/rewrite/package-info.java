/// Rewriting: functions from graph to graph that keep every number, in IEEE arithmetic to the last
/// bit, and make the graph cheaper.
///
/// A [pass][dev.adjoint.rewrite.Pass] is one walk, linear in the graph. Dead nodes need no pass: a
/// graph lists only what its outputs need. Results, histories and carries of loops that nobody
/// reads are taken away by [DropUnused][dev.adjoint.rewrite.DropUnused], which looks into a body
/// once for each chain of carries.
///
/// ## Deliberate
///
/// - The pullback of a while loop says that all steps run again, for a loop that nobody
///   differentiates stacks nothing. [MergeLoops][dev.adjoint.rewrite.MergeLoops] makes one loop of
///   the two: a derivative of the range of a throw, reverse over reverse, took 3.34 times as long
///   as the range before, 2.49 with it.
/// - Folding is bounded by size. A constant is folded because it is small, not because it is known:
///   folding a large one would run the user's program in the interpreter while compiling.
/// - Ops of repeated numbers are done once only where there are many elements: in a small program
///   one loop more costs more than some ops more in a loop that is there.
/// - Merging, narrowing, folding and simplifying are [one walk][dev.adjoint.rewrite.Canonicalize],
///   not one after another: a walk over a large graph costs as much as the rules it applies, and
///   what one rule builds is seen by the others at once.
/// - Simplification asks each op, so a rule stands in the file of its op.
@NullMarked
package dev.adjoint.rewrite;

import org.jspecify.annotations.NullMarked;

/// Optimisers: pure functions from a gradient, a state and parameters to better parameters and the
/// next state, over any [tree][dev.adjoint.Tree].
///
/// ## Deliberate
///
/// - The state is the same record for every optimiser: a step count and some trees of the form of
///   the parameters. So a training knows its type without naming the optimiser's, and an optimiser
///   is written `new Adam(0.001)` without a type argument.
/// - The step count is a tensor, not a number: numbers in a tree belong to its form, and a compiled
///   step would be compiled again at every step. The settings of the optimiser are numbers and
///   compiled in.
/// - Learning rates may be negative: going uphill on purpose is a good way to see what a sign does.
@NullMarked
package dev.adjoint.nn.optim;

import org.jspecify.annotations.NullMarked;

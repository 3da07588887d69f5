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
/// - A [Minimizer][dev.adjoint.nn.optim.Minimizer] is no optimiser: it calls the function as often
///   as its line search needs, which a rule from one gradient to one step cannot.
/// - Its loop is Java's and not a loop in the graph: how many calls a step needs is decided by
///   numbers, each call is long beside the decision, and what is compiled stays two small programs.
/// - A [Plateau][dev.adjoint.nn.optim.Plateau] sees numbers that no step knows, so it stands beside
///   the optimiser; the rate that it sets is a tensor of the state.
/// - A mean of the parameters is the first that is remembered and a rate the last, so each is found
///   below the other. Orders in which one would be wrong or hidden are refused when they are made.
/// - Learning rates may be negative: going uphill on purpose is a good way to see what a sign does.
@NullMarked
package dev.adjoint.nn.optim;

import org.jspecify.annotations.NullMarked;

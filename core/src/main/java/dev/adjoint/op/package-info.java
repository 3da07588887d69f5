/// The catalogue: one record for each op, named as in NumPy and ONNX. An op's file holds all that
/// is known of it: type rule, values, derivative, simplifications.
///
/// Every op is applied as `Name.of(…)`; those used most also have a method on
/// [Tensor][dev.adjoint.graph.Tensor].
///
/// ## Deliberate
///
/// - Reductions drop their axes; `keepDims` is a [Reshape][dev.adjoint.op.Reshape] on top, which
///   costs nothing. So no rule knows two forms.
/// - Conventions at kinks and ties: `Abs`, `Sign` and `Relu` have derivative 0 at 0; `Maximum` and
///   `Minimum` give half of the cotangent to each of two equal arguments; `Max` and `Min` share it
///   equally among all ties, as does `ScatterMax`; `CumMax`, `CumMin`, `Sort` and `TopK` move
///   elements, and each cotangent goes to the one element that was moved, of equal ones the first.
///   `Std` and `Norm` have derivative 0 where they are 0. Each has its test.
/// - In every order NaN is above all numbers, as in NumPy: `Sort` puts it last. `ArgMax` and
///   `ArgMin` both find it, as `Max` and `Min` both give it.
/// - What an existing op can say is no op: `Tile`, `Roll`, `Diag`, `TensorDot` and their like are
///   classes with a factory, found where users look, and leave no trace in a graph.
/// - Simplifications hold for every IEEE number. `x + 0` is not `x` (−0 + 0 is +0) and `x · 0` is
///   not 0 (NaN, ∞), so these are not simplified; `x · 1`, `x − 0` and `x / 1` are.
@NullMarked
package dev.adjoint.op;

import org.jspecify.annotations.NullMarked;

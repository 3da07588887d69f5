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
///   equally among all ties. Each has its test.
/// - Simplifications hold for every IEEE number. `x + 0` is not `x` (−0 + 0 is +0) and `x · 0` is
///   not 0 (NaN, ∞), so these are not simplified; `x · 1`, `x − 0` and `x / 1` are.
@NullMarked
package dev.adjoint.op;

import org.jspecify.annotations.NullMarked;

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
/// - Ops may use the kernels' [Lapack][dev.adjoint.kernel.Lapack], which takes Java arrays and
///   knows nothing of tensors. A decomposition has no plain loop that could be its meaning, so the
///   interpreter runs the same one as compiled programs; what it is tested against are definitions
///   (`A = Q·R`), and implementations against each other. Which one runs is decided once, by what
///   the machine has: an op has no say in it and holds no state.
/// - A matrix without the decomposition asked for (not positive definite, singular, not finite)
///   gets NaN throughout, and the rest of its batch is right. An exception would end a program
///   half-way for one bad matrix among thousands.
/// - Ops of symmetric matrices take the symmetric part of what they get. So they are functions of
///   all matrices, with symmetric gradients that agree with differences element by element.
/// - What a decomposition leaves open is fixed: signs of `R`'s diagonal, of eigenvectors and
///   singular vectors. So different implementations give one result, and its gradient exists.
@NullMarked
package dev.adjoint.op;

import org.jspecify.annotations.NullMarked;

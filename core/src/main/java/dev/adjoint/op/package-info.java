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
///   equally among all ties; [MaxPool][dev.adjoint.op.MaxPool] gives all of it to the first, as
///   ONNX Runtime and PyTorch do. `LeakyRelu` and `Elu` have the slope of their left side at 0;
///   what is flat beyond a level (`Clip`, `HardTanh`, `HardSigmoid`) has the slope 0 at its
///   corners; roundings have it everywhere, and `Mod` goes on through its jumps. `Hypot` and
///   `Atan2` have the slope 0 at the origin. `ScatterMax` shares like `Max`; `CumMax`, `CumMin`,
///   `Sort` and `TopK` move elements, and each cotangent goes to the one element that was moved, of
///   equal ones the first. `Std` and `Norm` have derivative 0 where they are 0. Each has its test.
/// - In every order NaN is above all numbers, as in NumPy: `Sort` puts it last. `ArgMax` and
///   `ArgMin` both find it, as `Max` and `Min` both give it.
/// - What an existing op can say is no op: `Tile`, `Roll`, `Diag`, `TensorDot` and their like are
///   classes with a factory, found where users look, and leave no trace in a graph.
/// - [Conv][dev.adjoint.op.Conv], [ConvTranspose][dev.adjoint.op.ConvTranspose] and
///   [ConvWeights][dev.adjoint.op.ConvWeights] are the three sides of one sum of products, each the
///   derivative of the others, so they are differentiated to any order without an op more. Written
///   as windows and a matrix product, a step of LeNet took more than twice as long: the windows of
///   a whole batch had to be written out.
/// - [MaxPool][dev.adjoint.op.MaxPool] finds values and places in one walk; its gradient needs the
///   places alone.
/// - A random op takes its key as numbers, `i32[…,2]`, so that keys can be carried, split and
///   mapped over inside graphs. Its bits are those of [Key][dev.adjoint.random.Key], from
///   `StrictMath`, never from the kernels, whose last digits differ.
/// - Slopes that would cancel or overflow as formulas of other ops are ops of their own
///   (`Direction`, `OneMinusSquare`, `Gaussian`, `Polygamma`), closed under differentiation, so
///   that derivatives of every order keep their digits. Accuracy is that of f64 also for f32, which
///   is computed in f64 and rounded.
/// - What is a number may be NaN where factors or terms of the chain rule are none: `0 · ∞` and `∞
///   − ∞`. So the third derivative of `hypot(x, 0 · x)` at 1e-200 is NaN, since a partial one,
///   `1/x²`, is beyond f64 and meets a factor 0; the second of `atan2(x, x)` there is the
///   difference of two such, and the third of `0 / x` divides by `x²` first. Only a scale carried
///   beside every number would mend it, which all would pay for.
/// - Simplifications hold for every IEEE number. `x + 0` is not `x` (−0 + 0 is +0) and `x · 0` is
///   not 0 (NaN, ∞), so these are not simplified; `x · 1`, `x − 0` and `x / 1` are.
/// - Ops may use the kernels' [Lapack][dev.adjoint.kernel.Lapack], which takes Java arrays and
///   knows nothing of tensors. A decomposition has no plain loop that could be its meaning, so the
///   interpreter runs the same one as compiled programs; what it is tested against are definitions
///   (`A = Q·R`), and implementations against each other. Which one runs is decided once, by what
///   the machine has: an op has no say in it and holds no state.
/// - [MaxPool][dev.adjoint.op.MaxPool] takes its loop from the kernels too: comparing rounds
///   nothing, so the loops choose the same places, bit by bit.
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

/// Automatic differentiation for Java: write functions of [tensors][dev.adjoint.graph.Tensor],
/// differentiate them with [Adjoint][dev.adjoint.Adjoint], compile them and run them at the speed
/// of the machine.
///
/// Everything is a value. A tensor is a formula, a gradient is another formula, a model is a record
/// of tensors, and its gradient is a value of the same [record][dev.adjoint.Tree].
///
/// ## Deliberate
///
/// - The functions of [Adjoint][dev.adjoint.Adjoint] take and give functions, so they nest:
///   `grad(grad(f))` is the second derivative.
/// - [Adjoint][dev.adjoint.Adjoint] is long, but it is a façade: 34 functions that hand on, and
///   more than half of it their docs. `import static dev.adjoint.Adjoint.*` is the whole
///   vocabulary; of two such classes users would have to know which function is in which. What they
///   do lies in [Gradients][dev.adjoint.Gradients], [Jacobians][dev.adjoint.Jacobians] and their
///   like.
/// - `grad(f)` runs `f` on fresh variables and puts the real arguments in afterwards. A tensor that
///   `f` captures is thereby never confused with its argument, even if both are the same tensor.
/// - A traced function that takes note of formulas on the way, as layers do of statistics, must
///   know that they end with it. So there is a [Scope][dev.adjoint.Scope], bound while a function
///   runs and compared by identity; nothing can be asked of it but whether it is the same.
/// - What is not a tensor in a record (a number, a name, a lambda) belongs to the form of the tree,
///   not to its values: `compile` compiles again when it changes. Let a value that varies from call
///   to call be a tensor.
/// - State that goes step by step through one function may stay inside of an
///   [Iteration][dev.adjoint.Iteration], which writes the new numbers over the old ones and gives
///   out copies: so a step allocates nothing, and yet nobody sees a tensor change.
@NullMarked
package dev.adjoint;

import org.jspecify.annotations.NullMarked;

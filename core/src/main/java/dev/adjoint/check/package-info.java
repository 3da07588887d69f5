/// Checks of derivatives: the gradient that reverse mode gives against the one that differences of
/// the function's values give.
///
/// [GradientCheck][dev.adjoint.check.GradientCheck] is for our own tests and for users' tests, and
/// depends on no test framework. It compiles the function once and runs it many times.
///
/// [NumberHunt][dev.adjoint.check.NumberHunt] finds the first op that makes a NaN or an infinity of
/// finite numbers, in a function or in its gradient.
///
/// ## How a difference is judged
///
/// A central difference `(f(x+h) − f(x−h)) / 2h` is wrong itself: by `h²·f‴/6` where `f` is smooth,
/// by the rounding error of `f` over `h`, and by any amount where `f` has a kink. So every
/// difference is taken with two steps, `h` and `h/2`, extrapolated (Richardson), and carries an
/// estimate of its own error: how far the two steps disagree, how far the slopes from the left and
/// the right fail to approach each other as `h` shrinks (which they do unless there is a kink), and
/// the rounding error of `f`, measured from the third differences of its values on a fine grid.
/// Beyond the tolerance a gradient is `WRONG` only if it is off by ten times that estimate;
/// otherwise the difference is what is doubted, and the verdict is `NOISY`.
///
/// Sources: Nocedal and Wright, *Numerical Optimization*, 2nd ed. (2006), §8.1 (the step `∛ulp`);
/// Moré and Wild, *Estimating computational noise*, SIAM J. Sci. Comput. 33 (2011).
///
/// ## Deliberate
///
/// - A noisy check is not a passed check. A user who gets NOISY at a kink moves the point away from
///   it; a check that forgave kinks would forgive wrong gradients at them.
/// - An element that is off by less than a thousandth of the tolerance times the largest derivative
///   of its input passes: differences of a saturated `tanh` have no more digits.
/// - Differences of a function that computes in f32 anywhere are taken with a step and a tolerance
///   for f32. It is not rewritten to f64: what is checked is what runs.
/// - Order 2 differences the gradient, not the function: `(∇f(x+hv) − ∇f(x−hv)) / 2h` against the
///   gradient of `⟨∇f, v⟩`. Second differences of values would lose half of the digits.
@NullMarked
package dev.adjoint.check;

import org.jspecify.annotations.NullMarked;

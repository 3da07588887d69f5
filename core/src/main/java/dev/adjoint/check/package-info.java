/// Checks of derivatives: what reverse mode gives against what differences of the function's values
/// give.
///
/// [GradientCheck][dev.adjoint.check.GradientCheck] is for our own tests and for users' tests, and
/// depends on no test framework. It compiles the function once and runs it many times.
///
/// ```java
/// GradientCheck.assertGradient(loss, model);                    // in a JUnit test
/// GradientCheck.assertNotWrong(loss, model);                    // in a jqwik property, which shrinks
/// GradientCheck.of(loss).order(2).at(model)                     // a report to look at
/// GradientCheck.of(loss).taylor(model)                          // a table of remainders and slopes
/// GradientCheck.of(loss).forAll(Inputs.like(model)).orThrow();  // without jqwik, shrinks too
/// ```
///
/// What is looked at is a [Aspect][dev.adjoint.check.Aspect]; each has a class of its own that
/// gives rows of a report. If a derivative is wrong, every node of the function's graph is checked
/// alone, at the numbers it had, by the same check; so the report names the op whose rule is wrong.
/// If none is, the ops were put together wrongly.
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
/// otherwise the difference is what is doubted, and the verdict is `NOISY`, unless a step 16 times
/// as small (a kink or bend nearby) or as large (rounding) agrees with the gradient. Steps go with
/// the size of the point and the dtype. A verdict that is not OK comes with the differences of four
/// steps from `64·h` to `h/8`, so that one can see whether they settle.
///
/// The Taylor test asks of a whole program at once how what remains of `f(x+hv) − f(x)` shrinks:
/// like `h`, without the term of the gradient like `h²`, without that of the Hessian like `h³`. It
/// needs no tolerance.
///
/// Sources: Nocedal and Wright, *Numerical Optimization*, 2nd ed. (2006), §8.1 (the step `∛ulp`);
/// Moré and Wild, *Estimating computational noise*, SIAM J. Sci. Comput. 33 (2011); Farrell, Ham,
/// Funke and Rognes, SIAM J. Sci. Comput. 35 (2013), §6 (the Taylor test).
///
/// ## Deliberate
///
/// - A noisy check is not a passed check. A user who gets NOISY at a kink moves the point away from
///   it; a check that forgave kinks would forgive wrong gradients at them. Only `assertNotWrong`
///   and `forAll` forgive, for points that nobody chose.
/// - An element that is off by less than a thousandth of the tolerance times the largest derivative
///   of its input passes: differences of a saturated `tanh` have no more digits.
/// - Differences of a function that computes in f32 anywhere are taken with a step and a tolerance
///   for f32. It is not rewritten to f64: what is checked is what runs.
/// - Order 2 differences the gradient, not the function: `(∇f(x+hv) − ∇f(x−hv)) / 2h` against the
///   gradient of `⟨∇f, v⟩`. Second differences of values would lose half of the digits.
/// - A node alone is given random cotangents, not those of the run: a rule may be right for the
///   cotangents of one run by chance, and zeros would hide everything.
/// - A rule at fault at order 2 is looked for in the graph of the gradient, where the derivative of
///   an op is a node like any other.
/// - The search for the op interprets the function; that is slow, and only done for a WRONG
///   gradient.
@NullMarked
package dev.adjoint.check;

import org.jspecify.annotations.NullMarked;

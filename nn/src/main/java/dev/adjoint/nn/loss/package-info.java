/// Losses: functions of what a model says and of what it should say, with a scalar value. Each is a
/// static `of`, so it is passed as `SoftmaxWithLoss::of`; a loss of one's own is a lambda.
///
/// ## Deliberate
///
/// - Losses do not broadcast: types must be equal. A column beside a vector is the classic silent
///   mistake.
/// - Classification losses are means over the batch, so the learning rate does not depend on the
///   batch size. [SumOfSquares][dev.adjoint.nn.loss.SumOfSquares] is the book's, a sum.
/// - A class index out of range makes the loss NaN rather than an error: types are checked when a
///   program is made, numbers are not looked at one by one while it runs.
@NullMarked
package dev.adjoint.nn.loss;

import org.jspecify.annotations.NullMarked;

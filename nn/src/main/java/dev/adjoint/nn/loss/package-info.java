/// Losses: functions of what a model says and of what it should say, with a scalar value. Each has
/// a static `of`, so it is passed as `SoftmaxWithLoss::of`; those with settings are records, passed
/// as `new Huber(0.5)`; a loss of one's own is a lambda. With
/// [Reduction][dev.adjoint.nn.loss.Reduction] the losses of single elements or rows are to be had.
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

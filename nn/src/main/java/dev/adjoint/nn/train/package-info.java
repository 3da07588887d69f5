/// Training: steps of an optimiser as compiled programs, accuracy, and gradients of whole models.
///
/// ## Deliberate
///
/// - A training is a value. Its loop is the caller's: early stopping, histories and pictures need
///   no callbacks.
/// - A loop ([dev.adjoint.nn.train.Training#loop], [dev.adjoint.nn.train.Training#run]) hides the
///   memory that its steps write over: what comes out of it is a copy. A step of a training is a
///   new training, whose arrays cost more than a small step.
/// - Layers without parameters that are lambdas belong to the form of a model. A model built anew
///   with new lambdas is another form and compiles again; the models of one training share theirs.
@NullMarked
package dev.adjoint.nn.train;

import org.jspecify.annotations.NullMarked;

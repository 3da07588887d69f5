/// Training: steps of an optimiser as compiled programs
/// ([Training][dev.adjoint.nn.train.Training]), epochs of them with measures, checkpoints and an
/// end ([Trainer][dev.adjoint.nn.train.Trainer]), accuracy, and gradients of whole models.
///
/// ## Deliberate
///
/// - A training is a value, and so are a trainer, a history and a fit. A trainer adds nothing that
///   a loop over [Training#step][dev.adjoint.nn.train.Training#step] could not do.
/// - The mode of a layer, its random numbers and its statistics go through the
///   [Pass][dev.adjoint.nn.layer.Pass] that an objective is given. The random numbers of a step
///   come from the key and the number of steps before, and the order of an epoch from its number: a
///   training goes on from a checkpoint bit for bit, and nothing of a generator has to be stored.
/// - A step that makes a NaN writes over the parameters that led to it. The trainer makes the steps
///   of the epoch a second time then, which are the same, and hunts in the one that broke: steps
///   that are well pay nothing for it.
/// - A loop ([dev.adjoint.nn.train.Training#loop], [dev.adjoint.nn.train.Training#run]) hides the
///   memory that its steps write over: what comes out of it is a copy. A step of a training is a
///   new training, whose arrays cost more than a small step.
/// - Layers without parameters that are lambdas belong to the form of a model. A model built anew
///   with new lambdas is another form and compiles again; the models of one training share theirs.
@NullMarked
package dev.adjoint.nn.train;

import org.jspecify.annotations.NullMarked;

/// The experiments of the articles and of K. Saito, *Deep Learning from Scratch* (O'Reilly Japan,
/// 2016), each one command with its table, ours beside the recorded figures, and its pictures.
///
/// An [Experiment][dev.adjoint.examples.experiment.Experiment] is one file that reads from top to
/// bottom; [Experiments][dev.adjoint.examples.experiment.Experiments] lists them in the order in
/// which to read them.
///
/// ## Deliberate
///
/// - `--quick` makes an experiment small enough for a test: it shows that everything runs, not that
///   the figures are reached. A figure of a quick run is printed, but not compared.
/// - Figures were recorded with other random numbers: ours lie beside them, with the band in which
///   they are accepted. An experiment says itself whether they are in it, and exits with 1 where
///   one is not.
/// - A recorded loss is that of one batch, which may be a third or three times that of the next.
///   Ours is the median of the batches around the step, and its band is a factor, not a distance.
/// - The trainings that take minutes write a checkpoint after each epoch and go on from the one
///   they find. It carries the seed in its name: another seed is another training.
/// - Trials that differ in numbers alone, such as scales of the first weights or learning rates,
///   are one training that is resumed with other tensors: they share one program, which takes
///   longer to compile than to run.
@NullMarked
package dev.adjoint.examples.experiment;

import org.jspecify.annotations.NullMarked;

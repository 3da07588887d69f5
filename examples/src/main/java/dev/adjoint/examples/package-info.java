/// Programs that a newcomer reads in order, and the experiments.
///
/// Begin with [Xor][dev.adjoint.examples.Xor], the smallest network that learns something, then
/// [Mnist][dev.adjoint.examples.Mnist], which reads handwritten digits:
/// [Digits][dev.adjoint.examples.data.Digits] are its data, a
/// [Schedule][dev.adjoint.examples.Schedule] its batches, a [Course][dev.adjoint.examples.Course]
/// its training. Then [Calculus][dev.adjoint.examples.Calculus]: derivatives of what is not a
/// network. What is left serves the command line ([Main][dev.adjoint.examples.Main]) and what it
/// shows.
///
/// ## Deliberate
///
/// - `mnist --steps` draws each batch with replacement, as the book does; `--epochs` goes through
///   the shuffled digits, since only then an epoch sees each of them once.
/// - Pictures go to `target/mnist` of the current folder: it is made, ignored by Git and removed by
///   `mvn clean`. That they can be written there is tried before the training.
/// - Learning rates may be negative: the loss that shoots up when the sign of the update is wrong
///   is one of the book's pictures.
/// - The table goes to standard output, the progress bar to standard error and only where both the
///   input and the output are a terminal: a pipe or a file gets the lines alone.
/// - An [IOException][java.io.IOException] tells what the world outside did wrong, in one line that
///   the program ends with. All other exceptions are bugs and keep their traces.
@NullMarked
package dev.adjoint.examples;

import org.jspecify.annotations.NullMarked;

/// How long things take, measured with JMH.
///
/// ## Deliberate
///
/// - Data are fixed random numbers: the time of a step does not depend on what it learns from.
/// - Each benchmark goes on from its own last result, as a training does. Its weights stay finite:
///   the learning rate is tiny.
@NullMarked
package dev.adjoint.examples.benchmark;

import org.jspecify.annotations.NullMarked;

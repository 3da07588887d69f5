/// How long things take, measured with JMH: the workloads `W1` to `W8`, what comes before a program
/// runs, and what it needs of memory.
///
/// ## Deliberate
///
/// - A training goes on from its own last result, as trainings do.
/// - [Memory][dev.adjoint.examples.benchmark.Memory] looks into the private package `compile`:
///   nowhere else is said how much memory a program needs.
@NullMarked
package dev.adjoint.examples.benchmark;

import org.jspecify.annotations.NullMarked;

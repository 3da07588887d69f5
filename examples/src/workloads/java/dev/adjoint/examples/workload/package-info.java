/// What is measured: computations that any framework can make, of the same numbers, and how Adjoint
/// makes them. The benchmarks and the comparison with other frameworks share them.
///
/// ## Deliberate
///
/// - Numbers come from counters, not from `dev.adjoint.random`: other languages make them alike, so
///   that figures measured elsewhere can be set beside these.
/// - A training step takes the next rows of an array on the heap, as data come to a Java program,
///   and hands nothing out: whoever wants the loss asks for it.
@NullMarked
package dev.adjoint.examples.workload;

import org.jspecify.annotations.NullMarked;

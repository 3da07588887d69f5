/// Adjoint beside the frameworks that a Java developer would otherwise pick: the same computations
/// of the same numbers, side by side.
///
/// ## Deliberate
///
/// - Each framework is in a JVM of its own, one for each workload: native libraries and pools of
///   threads do not meet, and no measurement sees what another one did to the JIT compiler.
/// - Rounds alternate, a framework at a time, and medians count: what disturbs a shared machine
///   disturbs all alike.
/// - Each framework is used as is fastest with it: DJL without blocks and trainers, TensorFlow with
///   a graph and its own update ops.
@NullMarked
package dev.adjoint.examples.peer;

import org.jspecify.annotations.NullMarked;

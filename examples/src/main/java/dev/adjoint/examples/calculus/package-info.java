/// Programs that differentiate what is not a network: equations, loops, searches, sums.
///
/// Each is a [Study][dev.adjoint.examples.calculus.Study]: a function written as a user of the
/// library writes it, [Check][dev.adjoint.examples.calculus.Check]s of its derivatives against
/// numbers found without them, and [Race][dev.adjoint.examples.calculus.Race]s of the derivatives
/// against the function. [Studies][dev.adjoint.examples.calculus.Studies] lists them in the order
/// in which to read them.
///
/// ## Deliberate
///
/// - The expected numbers come from closed forms, from loops in plain Java, or from differences:
///   never from the library alone, except where two of its ways must agree.
/// - A race takes the shortest of many runs, and runs the function and the derivative in turn: what
///   else the machine does then disturbs both alike. Nothing is asserted of times.
@NullMarked
package dev.adjoint.examples.calculus;

import org.jspecify.annotations.NullMarked;

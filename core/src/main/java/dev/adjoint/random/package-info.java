/// Random numbers from explicit keys: the same [key][dev.adjoint.random.Key] gives the same bits,
/// on every machine, in every order, with any number of threads.
///
/// ## Deliberate
///
/// - There is no default generator and no state. A key that is used twice gives the same numbers
///   twice; whoever needs independent numbers splits the key first.
/// - Element `i` of a draw depends on the key and on `i` alone, so a longer draw begins with the
///   shorter one, and a part of a draw can be made without the rest.
/// - Draws, splits and folds of one key read different counters of one bijection, so no number that
///   is drawn is also a key that is split off.
/// - Logarithm and cosine come from `StrictMath`, which is slower than `Math` but the same bit for
///   bit everywhere.
@NullMarked
package dev.adjoint.random;

import org.jspecify.annotations.NullMarked;

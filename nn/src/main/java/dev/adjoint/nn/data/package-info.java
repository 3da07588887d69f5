/// Data: inputs with labels, in batches.
///
/// ## Deliberate
///
/// - A data set holds its numbers once. Shuffled and cut ones hold row numbers, so an epoch's
///   shuffle of 60,000 images costs 60,000 integers.
/// - Lists of batches are lazy: an element is copied out when it is taken. Taken twice, it is
///   copied twice.
/// - A [dev.adjoint.nn.data.Feed] writes one batch over the other, the one place where numbers of a
///   tensor change: a fresh array for each batch takes longer than many a step. It is asked for by
///   name, and made for loops that keep no batch.
@NullMarked
package dev.adjoint.nn.data;

import org.jspecify.annotations.NullMarked;

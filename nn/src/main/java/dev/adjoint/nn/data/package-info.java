/// Data: inputs with labels, read from files, split, scaled, in batches.
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
/// - A split cuts in the order of the rows and takes no key: a random one is a split of a shuffled
///   data set, and there is one way to shuffle.
/// - A [dev.adjoint.nn.data.Prefetch] is closed, as a file is, since a thread is behind it. The JVM
///   holds its threads, virtual ones too, so this one does not hold the prefetch: of one that is
///   forgotten it ends when the prefetch is collected.
@NullMarked
package dev.adjoint.nn.data;

import org.jspecify.annotations.NullMarked;

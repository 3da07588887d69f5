package dev.adjoint.examples;

import com.google.common.collect.ContiguousSet;
import com.google.common.collect.DiscreteDomain;
import com.google.common.collect.Iterables;
import com.google.common.collect.Range;
import dev.adjoint.nn.data.Batch;
import dev.adjoint.nn.data.Dataset;
import dev.adjoint.random.Key;

/// The batches of a training. They are made when they are asked for.
///
/// @param batches first to last
/// @param steps how many they are
/// @param epoch how many of them see as many samples as there are
record Schedule(Iterable<Batch> batches, int steps, int epoch) {
  /// {@return batches drawn with replacement}
  ///
  /// @param data what to draw from
  /// @param size of a batch
  /// @param steps how many
  /// @param key where the draws come from
  static Schedule sampled(Dataset data, int size, int steps, Key key) {
    return new Schedule(data.sampled(key, size, steps), steps, Math.ceilDiv(data.size(), size));
  }

  /// {@return passes through all data, each in an order of its own}
  ///
  /// @param data what to go through
  /// @param size of a batch
  /// @param epochs how many passes
  /// @param key where the orders come from
  static Schedule shuffled(Dataset data, int size, int epochs, Key key) {
    int epoch = Math.ceilDiv(data.size(), size);
    var passes = ContiguousSet.create(Range.closedOpen(0, epochs), DiscreteDomain.integers());
    var batches = Iterables.transform(passes, i -> data.shuffled(key.fold(i)).batches(size));
    return new Schedule(Iterables.concat(batches), Math.multiplyExact(epochs, epoch), epoch);
  }
}

package dev.adjoint.nn.train;

import dev.adjoint.nn.data.Batch;
import dev.adjoint.nn.data.Dataset;
import dev.adjoint.random.Key;
import java.util.function.BiFunction;

/// Which batches an epoch sees, and in which order. It depends on the number of the epoch alone, so
/// a training that is resumed sees what it would have seen.
///
/// A batch is good until the next one is taken.
public interface Order {
  /// {@return the batches of one epoch}
  ///
  /// @param data the rows
  /// @param epoch the number of the epoch, from 1
  Iterable<Batch> batches(Dataset data, int epoch);

  /// {@return the number of batches of an epoch}
  ///
  /// @param data the rows
  int steps(Dataset data);

  /// {@return all rows in an order of its own for each epoch; the last batch may be short}
  ///
  /// @param size the number of rows of a batch
  /// @param key where the orders come from
  /// @throws IllegalArgumentException if the size is not positive
  static Order shuffled(int size, Key key) {
    return passes(size, (data, epoch) -> data.shuffled(key.fold(epoch)));
  }

  /// {@return the rows as they come; the last batch may be short}
  ///
  /// @param size the number of rows of a batch
  /// @throws IllegalArgumentException if the size is not positive
  static Order given(int size) {
    return passes(size, (data, epoch) -> data);
  }

  private static Order passes(int size, BiFunction<Dataset, Integer, Dataset> rows) {
    checkPositive(size, "rows");
    return new Order() {
      @Override
      public Iterable<Batch> batches(Dataset data, int epoch) {
        return rows.apply(data, epoch).feed(size);
      }

      @Override
      public int steps(Dataset data) {
        return Math.ceilDiv(data.size(), size);
      }
    };
  }

  /// {@return rows drawn with replacement: an epoch is a number of batches}
  ///
  /// @param size the number of rows of a batch
  /// @param steps the number of batches
  /// @param key where the draws come from
  /// @throws IllegalArgumentException if the size or the number is not positive
  static Order sampled(int size, int steps, Key key) {
    checkPositive(size, "rows");
    checkPositive(steps, "steps");
    return new Order() {
      @Override
      public Iterable<Batch> batches(Dataset data, int epoch) {
        return data.sampled(key.fold(epoch), size, steps);
      }

      @Override
      public int steps(Dataset data) {
        return steps;
      }
    };
  }

  private static void checkPositive(int count, String what) {
    if (count < 1) {
      throw new IllegalArgumentException("an order of %d %s: at least 1".formatted(count, what));
    }
  }
}

package dev.adjoint.nn.data;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The batches of a [Dataset] one after another in the same memory: a batch is good until the next
/// one is taken, which may overwrite its numbers. Rows that are in their array's order are not even
/// copied; from the second round on, taking a batch allocates nothing.
///
/// ```java
/// training = training.run(data.shuffled(key).feed(100));   // an epoch
///
/// var loop = training.loop();
/// Feed feed = data.feed(100);
/// for (int step = 0; step < 10_000; step++) loop.step(feed.batch(step % feed.count()));
/// ```
///
/// A result that is a batch's numbers as they are, such as its labels passed on by a compiled
/// function, is in the same memory, and is overwritten with them.
///
/// A feed is of one thread at a time. For batches to keep there is [Dataset#batches].
public final class Feed implements Iterable<Batch> {
  private final FedRows inputs;
  private final FedRows labels;
  private final int rows;
  private final int size;
  private final @Nullable Batch[] batches;

  Feed(Rows inputs, Rows labels, int size) {
    this.rows = inputs.size();
    this.size = Math.clamp(rows, 1, size);
    this.inputs = new FedRows(inputs, this.size);
    this.labels = new FedRows(labels, this.size);
    this.batches = new Batch[count()];
  }

  /// {@return the number of batches; the last is short if the number of rows is no multiple}
  public int count() {
    return Math.ceilDiv(rows, size);
  }

  /// {@return a batch, until the next one is taken}
  ///
  /// @param number its number
  /// @throws IndexOutOfBoundsException if there is no such batch
  public Batch batch(int number) {
    int from = Objects.checkIndex(number, count()) * size;
    int to = Math.min(from + size, rows);
    Batch known = batches[number];
    Batch batch =
        known != null ? known : new Batch(inputs.tensor(from, to), labels.tensor(from, to));
    batches[number] = batch;
    inputs.fill(from, to);
    labels.fill(from, to);
    return batch;
  }

  /// {@return the batches from first to last, each until the next one is taken}
  @Override
  public Iterator<Batch> iterator() {
    return new Iterator<>() {
      private int next;

      @Override
      public boolean hasNext() {
        return next < count();
      }

      @Override
      public Batch next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        return batch(next++);
      }
    };
  }
}

package dev.adjoint.nn.data;

import dev.adjoint.array.NDArray;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Tensor;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;

/// The batches of a [Dataset] one after another in the same memory: a batch is good until the next
/// one is taken, which overwrites its numbers. Taking one copies its rows and allocates nothing.
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
  /// A batch with what is behind its tensors.
  private record Place(Batch batch, Object inputs, Object labels) {
    static Place of(TensorType inputs, TensorType labels) {
      Object x = inputs.dtype().allocate(inputs.count());
      Object y = labels.dtype().allocate(labels.count());
      var batch =
          new Batch(
              Tensor.constant(NDArray.wrap(inputs, x)), Tensor.constant(NDArray.wrap(labels, y)));
      return new Place(batch, x, y);
    }
  }

  private final Rows inputs;
  private final Rows labels;
  private final int size;
  private final Place whole;

  /// For the last batch, where that is short.
  private final Place rest;

  Feed(Rows inputs, Rows labels, int size) {
    this.inputs = inputs;
    this.labels = labels;
    this.size = Math.clamp(inputs.size(), 1, size);
    this.whole = place(this.size);
    this.rest = place(inputs.size() % this.size);
  }

  private Place place(int rows) {
    return Place.of(inputs.type(rows), labels.type(rows));
  }

  /// {@return the number of batches; the last is short if the number of rows is no multiple}
  public int count() {
    return Math.ceilDiv(inputs.size(), size);
  }

  /// {@return a batch, until the next one is taken}
  ///
  /// @param number its number
  /// @throws IndexOutOfBoundsException if there is no such batch
  public Batch batch(int number) {
    int from = Objects.checkIndex(number, count()) * size;
    int to = Math.min(from + size, inputs.size());
    Place place = to - from == size ? whole : rest;
    inputs.copy(from, to, place.inputs());
    labels.copy(from, to, place.labels());
    return place.batch();
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

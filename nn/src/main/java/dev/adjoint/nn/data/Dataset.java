package dev.adjoint.nn.data;

import dev.adjoint.array.DType;
import dev.adjoint.array.NDArray;
import dev.adjoint.array.TensorType;
import dev.adjoint.random.Key;
import java.util.AbstractList;
import java.util.List;
import java.util.Objects;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/// Inputs with their labels, row by row. Immutable: shuffling or cutting gives another data set
/// over the same numbers, which are copied only into batches.
///
/// ```java
/// for (Batch batch : data.shuffled(key.fold(epoch)).batches(100)) { … }   // an epoch
/// for (Batch batch : data.sampled(key, 100, 10_000)) { … }                // 10,000 draws of 100 rows
/// ```
public final class Dataset {
  private final Rows inputs;
  private final Rows labels;

  private Dataset(Rows inputs, Rows labels) {
    this.inputs = inputs;
    this.labels = labels;
  }

  /// {@return the data set of some inputs and labels}
  ///
  /// @param inputs the inputs, `[rows,…]` of any dtype
  /// @param labels the labels, `[rows,…]` of any dtype
  /// @throws IllegalArgumentException if one is a scalar, or they differ in the number of rows
  public static Dataset of(NDArray inputs, NDArray labels) {
    check(inputs.type(), labels.type());
    return new Dataset(Rows.of(inputs), Rows.of(labels));
  }

  /// {@return the data set of a file's bytes divided by a unit, as [Idx#toFloats], and labels}
  ///
  /// In memory they stay bytes, a quarter of the floats that they become in batches, and a training
  /// begins without waiting for all of them.
  ///
  /// @param inputs the inputs, `[rows,…]`; `f32` in batches
  /// @param unit what becomes 1, such as 255
  /// @param labels the labels, `[rows,…]` of any dtype
  /// @throws IllegalArgumentException if the labels are a scalar, or there are not as many
  public static Dataset of(Idx inputs, double unit, NDArray labels) {
    check(TensorType.f32(inputs.shape().toArray()), labels.type());
    return new Dataset(Rows.of(inputs, unit), Rows.of(labels));
  }

  private static void check(TensorType inputs, TensorType labels) {
    boolean scalar = inputs.rank() == 0 || labels.rank() == 0;
    if (scalar || inputs.shape().size(0) != labels.shape().size(0)) {
      throw new IllegalArgumentException(
          "data set of inputs %s and labels %s: both need the same first axis, one row for each example"
              .formatted(inputs, labels));
    }
  }

  /// {@return the number of rows}
  public int size() {
    return inputs.size();
  }

  /// {@return the inputs in the order of this data set, `[size,…]`}
  public NDArray inputs() {
    return inputs.toNDArray();
  }

  /// {@return the labels in the order of this data set, `[size,…]`}
  public NDArray labels() {
    return labels.toNDArray();
  }

  /// {@return the same rows in random order}
  ///
  /// @param key where the order comes from
  public Dataset shuffled(Key key) {
    return at(key.permutation(size()).toIntArray());
  }

  /// {@return the first rows}
  ///
  /// @param count how many
  /// @throws IllegalArgumentException if there are not as many
  public Dataset take(int count) {
    return slice(0, count);
  }

  /// {@return the rows `from ≤ i < to`}
  ///
  /// @param from the first row
  /// @param to the row after the last
  /// @throws IllegalArgumentException if these are not rows of this data set
  public Dataset slice(int from, int to) {
    if (from < 0 || to < from || to > size()) {
      throw new IllegalArgumentException(
          "rows %d to %d of a data set of %d".formatted(from, to, size()));
    }
    return at(IntStream.range(from, to).toArray());
  }

  /// {@return some rows, in any order, also more than once}
  ///
  /// @param rows their numbers
  /// @throws IndexOutOfBoundsException if one is no row of this data set
  public Dataset rows(int... rows) {
    for (int row : rows) {
      Objects.checkIndex(row, size());
    }
    return at(rows);
  }

  /// {@return the first rows that make whole batches: `data.whole(100).batches(100)` leaves out a
  /// last one that would be short}
  ///
  /// @param size the number of rows of a batch, at least 1
  /// @throws IllegalArgumentException if it is not positive
  public Dataset whole(int size) {
    checkBatch(size);
    return take(size() / size * size);
  }

  /// {@return the same labels with other inputs}
  ///
  /// @param others the inputs in the order of this data set, `[size,…]`
  /// @throws IllegalArgumentException if there are not as many
  public Dataset withInputs(NDArray others) {
    return of(others, labels());
  }

  /// {@return the same inputs with labels as rows `f32[rows,classes]` that are 1 at the class}
  ///
  /// @param classes how many
  /// @throws IllegalArgumentException if the labels are not class indices `i32[rows]` below it
  public Dataset oneHot(int classes) {
    NDArray indices = labels();
    if (indices.type().dtype() != DType.INT32 || indices.shape().rank() != 1) {
      throw new IllegalArgumentException(
          "one-hot rows of labels %s: wants class indices i32[rows]".formatted(labels));
    }
    float[] rows = new float[Math.multiplyExact(size(), classes)];
    for (int i = 0; i < size(); i++) {
      int label = (int) indices.value(i);
      if (label < 0 || label >= classes) {
        throw new IllegalArgumentException(
            "row %d has label %d, but there are %d classes".formatted(i, label, classes));
      }
      rows[i * classes + label] = 1;
    }
    return new Dataset(inputs, Rows.of(NDArray.of(rows).reshape(size(), classes)));
  }

  private Dataset at(int[] rows) {
    return new Dataset(inputs.at(rows), labels.at(rows));
  }

  /// {@return all rows at once}
  public Batch all() {
    return batch(0, size());
  }

  /// The rows in order, cut into batches; the last is short if the size is no multiple. Each batch
  /// is copied when it is taken out of the list.
  ///
  /// @param size the number of rows of a batch, at least 1
  /// @return the batches
  /// @throws IllegalArgumentException if the size is not positive
  public List<Batch> batches(int size) {
    checkBatch(size);
    int count = Math.ceilDiv(size(), size);
    return new Batches(count, i -> batch(i * size, Math.min((i + 1) * size, size())));
  }

  /// The same batches one after another in the same memory, for a loop that keeps none of them,
  /// such as [dev.adjoint.nn.train.TrainingLoop].
  ///
  /// @param size the number of rows of a batch, at least 1
  /// @return the feed
  /// @throws IllegalArgumentException if the size is not positive
  public Feed feed(int size) {
    checkBatch(size);
    return new Feed(inputs, labels, size);
  }

  private Batch batch(int from, int to) {
    return new Batch(inputs.gather(from, to), labels.gather(from, to));
  }

  /// Batches whose rows are drawn from all rows, each time with replacement: a row may come twice,
  /// even within a batch. Batch `i` depends on the key and `i` alone; it is drawn when taken out of
  /// the list.
  ///
  /// @param key where the draws come from
  /// @param size the number of rows of a batch, at least 1
  /// @param count the number of batches
  /// @return the batches
  /// @throws IllegalArgumentException if the size is not positive, the count negative, or there are
  ///   no rows
  public List<Batch> sampled(Key key, int size, int count) {
    checkBatch(size);
    if (count < 0 || size() == 0) {
      throw new IllegalArgumentException(
          "%d batches sampled from a data set of %d".formatted(count, size()));
    }
    return new Batches(count, i -> at(key.fold(i).ints(size(), size).toIntArray()).all());
  }

  private static void checkBatch(int size) {
    if (size < 1) {
      throw new IllegalArgumentException("batches of %d rows: at least 1".formatted(size));
    }
  }

  @Override
  public String toString() {
    return "data set of %d rows, inputs %s, labels %s".formatted(size(), inputs, labels);
  }

  /// A list whose elements are made when asked for.
  private static final class Batches extends AbstractList<Batch> {
    private final int size;
    private final IntFunction<Batch> make;

    Batches(int size, IntFunction<Batch> make) {
      this.size = size;
      this.make = make;
    }

    @Override
    public Batch get(int index) {
      return make.apply(Objects.checkIndex(index, size));
    }

    @Override
    public int size() {
      return size;
    }
  }
}

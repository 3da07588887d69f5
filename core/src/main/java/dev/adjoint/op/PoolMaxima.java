package dev.adjoint.op;

import dev.adjoint.array.Buffer;
import dev.adjoint.array.Shape;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Batch;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Routine;
import dev.adjoint.graph.Tensor;
import dev.adjoint.kernel.MaximumLoops;
import java.util.List;
import java.util.Optional;

/// The largest element of each window and where it lies in its plane: [MaxPool] and [ArgMaxPool] in
/// one walk. A part of its work is one plane.
///
/// @param sizes the sizes of the window
/// @param sliding how it moves
public record PoolMaxima(List<Integer> sizes, Sliding sliding) implements Routine.Parallel {
  private static final MaximumLoops LOOPS = MaximumLoops.best();

  @Override
  public List<TensorType> types(List<TensorType> inputs) {
    checkCount(inputs, 1);
    TensorType y = new Pooling(sizes, sliding).type(this, inputs.getFirst(), true);
    return List.of(y, TensorType.i32(y.shape().toArray()));
  }

  @Override
  public Work work(List<Buffer> inputs, List<Buffer> outputs) {
    Buffer x = inputs.getFirst();
    Buffer y = outputs.getFirst();
    Buffer places = outputs.get(1);
    var pooling = new Pooling(sizes, sliding);
    Shape plane = Windows.last(x.type().shape(), pooling.window());
    int[][] rows = pooling.rows(plane);
    int[][] columns = pooling.columns(plane);
    List<Pooling.Tap> taps = pooling.taps(plane);
    int[] whole = Pooling.whole(taps, columns.length);
    int positions = rows.length * columns.length;
    var to = (int[]) places.storage();
    return new Work(
        positions == 0 ? 0 : y.count() / positions,
        part -> {
          int xo = x.offset() + part * plane.count();
          int yo = y.offset() + part * positions;
          int po = places.offset() + part * positions;
          for (int[] row : rows) {
            if (whole.length > 0 && x.storage() instanceof float[] a) {
              int step = taps.getFirst().step();
              float[] largest = (float[]) y.storage();
              LOOPS.choose(a, xo, row, whole, step, columns.length, largest, yo, to, po);
            } else {
              find(x, xo, row, columns, taps, y, yo, to, po);
            }
            yo += columns.length;
            po += columns.length;
          }
        });
  }

  /// The largest elements of a row of windows.
  ///
  /// @param row where the rows begin that the windows reach
  /// @param columns which elements of them each window has
  private static void find(
      Buffer x,
      int xo,
      int[] row,
      int[][] columns,
      List<Pooling.Tap> taps,
      Buffer y,
      int yo,
      int[] places,
      int po) {
    switch (x.storage()) {
      case float[] a -> find(a, xo, row, columns, taps, (float[]) y.storage(), yo, places, po);
      case double[] a -> find(a, xo, row, columns, (double[]) y.storage(), yo, places, po);
      default -> find((int[]) x.storage(), xo, row, columns, (int[]) y.storage(), yo, places, po);
    }
  }

  /// Tap by tap, along the whole row.
  private static void find(
      float[] x,
      int xo,
      int[] row,
      int[][] columns,
      List<Pooling.Tap> taps,
      float[] y,
      int yo,
      int[] places,
      int po) {
    for (int j = 0; j < columns.length; j++) {
      int place = row[0] + columns[j][0];
      places[po + j] = place;
      y[yo + j] = x[xo + place];
    }
    for (int r : row) {
      for (Pooling.Tap tap : taps) {
        int first = r + tap.place();
        int at = tap.from();
        LOOPS.take(x, xo + first, first, tap.step(), tap.count(), y, yo + at, places, po + at);
      }
    }
  }

  private static void find(
      double[] x, int xo, int[] row, int[][] columns, double[] y, int yo, int[] places, int po) {
    for (int j = 0; j < columns.length; j++) {
      int place = row[0] + columns[j][0];
      for (int r : row) {
        for (int c : columns[j]) {
          place = Best.LARGEST.wins(x[xo + r + c], x[xo + place]) ? r + c : place;
        }
      }
      places[po + j] = place;
      y[yo + j] = x[xo + place];
    }
  }

  private static void find(
      int[] x, int xo, int[] row, int[][] columns, int[] y, int yo, int[] places, int po) {
    for (int j = 0; j < columns.length; j++) {
      int place = row[0] + columns[j][0];
      for (int r : row) {
        for (int c : columns[j]) {
          place = x[xo + r + c] > x[xo + place] ? r + c : place;
        }
      }
      places[po + j] = place;
      y[yo + j] = x[xo + place];
    }
  }

  @Override
  public Tensor pullback(
      int input, List<Tensor> inputs, List<Tensor> outputs, List<Tensor> cotangents) {
    Shape plane = Windows.last(inputs.getFirst().shape(), new Pooling(sizes, sliding).window());
    return Tensor.of(new Unpool(plane), cotangents.getFirst(), outputs.get(1));
  }

  @Override
  public Optional<List<Tensor>> batched(Batch batch) {
    return Optional.of(Node.of(this, batch.whole()).outputs());
  }
}

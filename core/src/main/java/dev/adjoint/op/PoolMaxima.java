package dev.adjoint.op;

import dev.adjoint.array.Buffer;
import dev.adjoint.array.Shape;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Batch;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Routine;
import dev.adjoint.graph.Tensor;
import java.util.List;
import java.util.Optional;

/// The largest element of each window and where it lies in its plane: [MaxPool] and [ArgMaxPool] in
/// one walk. A part of its work is one plane.
///
/// @param sizes the sizes of the window
/// @param sliding how it moves
record PoolMaxima(List<Integer> sizes, Sliding sliding) implements Routine.Parallel {
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
    Work search = work(new Pooling(sizes, sliding), x, places);
    int plane = search.parts() == 0 ? 0 : x.count() / search.parts();
    int positions = search.parts() == 0 ? 0 : y.count() / search.parts();
    return new Work(
        search.parts(),
        part -> {
          search.part().accept(part);
          take(x, part * plane, (int[]) places.storage(), places.offset(), y, part * positions, positions);
        });
  }

  private static void take(
      Buffer x, int first, int[] places, int offset, Buffer y, int to, int count) {
    int xo = x.offset() + first;
    int yo = y.offset() + to;
    int po = offset + to;
    switch (y.storage()) {
      case float[] a -> {
        var from = (float[]) x.storage();
        for (int k = 0; k < count; k++) {
          a[yo + k] = from[xo + places[po + k]];
        }
      }
      case double[] a -> {
        var from = (double[]) x.storage();
        for (int k = 0; k < count; k++) {
          a[yo + k] = from[xo + places[po + k]];
        }
      }
      default -> {
        var a = (int[]) y.storage();
        var from = (int[]) x.storage();
        for (int k = 0; k < count; k++) {
          a[yo + k] = from[xo + places[po + k]];
        }
      }
    }
  }

  /// Finds where the largest elements lie, plane by plane.
  static Work work(Pooling pooling, Buffer x, Buffer places) {
    Shape plane = Windows.last(x.type().shape(), pooling.window());
    int elements = plane.count();
    int[][] rows = pooling.rows(plane);
    int[][] columns = pooling.columns(plane);
    int positions = rows.length * columns.length;
    var to = (int[]) places.storage();
    return new Work(
        elements == 0 ? 0 : x.count() / elements,
        part -> {
          int xo = x.offset() + part * elements;
          int po = places.offset() + part * positions;
          switch (x.storage()) {
            case float[] a -> find(a, xo, rows, columns, to, po);
            case double[] a -> find(a, xo, rows, columns, to, po);
            default -> find((int[]) x.storage(), xo, rows, columns, to, po);
          }
        });
  }

  /// Numbers are compared together with their places, as one integer: a choice between them would be
  /// one that no processor can foresee.
  private static void find(float[] x, int xo, int[][] rows, int[][] columns, int[] to, int at) {
    int o = at;
    for (int[] row : rows) {
      for (int[] column : columns) {
        long best = Long.MIN_VALUE;
        for (int r : row) {
          for (int c : column) {
            int place = r + c;
            // −0 becomes 0. As integers positive numbers are in order, NaN above all.
            int bits = Float.floatToIntBits(x[xo + place] + 0f);
            best = Math.max(best, key(bits ^ (bits >> 31 & Integer.MAX_VALUE), place));
          }
        }
        to[o++] = place(best);
      }
    }
  }

  private static void find(int[] x, int xo, int[][] rows, int[][] columns, int[] to, int at) {
    int o = at;
    for (int[] row : rows) {
      for (int[] column : columns) {
        long best = Long.MIN_VALUE;
        for (int r : row) {
          for (int c : column) {
            best = Math.max(best, key(x[xo + r + c], r + c));
          }
        }
        to[o++] = place(best);
      }
    }
  }

  /// Larger for larger numbers, and for equal ones larger for what comes first.
  private static long key(int number, int place) {
    return (long) number << 32 | Integer.MAX_VALUE - place;
  }

  private static int place(long key) {
    return Integer.MAX_VALUE - (int) key;
  }

  private static void find(double[] x, int xo, int[][] rows, int[][] columns, int[] to, int at) {
    int o = at;
    for (int[] row : rows) {
      for (int[] column : columns) {
        int place = row[0] + column[0];
        double best = x[xo + place];
        for (int r : row) {
          for (int c : column) {
            double value = x[xo + r + c];
            if (Best.LARGEST.wins(value, best)) {
              best = value;
              place = r + c;
            }
          }
        }
        to[o++] = place;
      }
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

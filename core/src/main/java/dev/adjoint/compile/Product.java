package dev.adjoint.compile;

import dev.adjoint.array.DType;
import dev.adjoint.array.Layout;
import dev.adjoint.array.Shape;
import dev.adjoint.kernel.Gemm;
import dev.adjoint.kernel.Workers;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// A matrix product, once for each index of the leading axes. Transposed, sliced and repeated
/// operands are read in place by their strides.
///
/// Workers share a batch of products too small to be shared themselves.
final class Product implements Step {
  /// Multiply–adds from which a product is for the kernel to share.
  private static final long LARGE = 1 << 21;

  /// A batch of fewer is not shared, though the kernel may share a product of it.
  private static final long BATCH = 1 << 20;

  /// An operand: its place, where the matrix of each leading index begins, and the strides of a
  /// matrix.
  private record Operand(Place place, int[] starts, int row, int column) {
    static Operand of(Place place) {
      Layout layout = place.layout();
      int rank = layout.shape().rank() - 2;
      int[] sizes = Arrays.copyOf(layout.shape().toArray(), rank);
      int[] strides = Arrays.copyOf(layout.strides(), rank);
      Layout leading = Layout.of(Shape.of(sizes), layout.offset(), strides);
      int[] starts = IntStream.range(0, leading.shape().count()).map(leading::place).toArray();
      return new Operand(place, starts, layout.stride(rank), layout.stride(rank + 1));
    }

    int at(Frame frame, int batch) {
      return frame.offset(place.slot()) + starts[batch];
    }

    Object storage(Frame frame) {
      return frame.storage(place.slot());
    }
  }

  private final Gemm gemm;
  private final Workers workers;
  private final Operand a;
  private final Operand b;
  private final Operand y;
  private final int m;
  private final int n;
  private final int k;
  private final int tasks;

  /// @param gemm the kernel
  /// @param workers who share a batch
  /// @param a the left factor, `[…,m,k]`
  /// @param b the right factor, `[…,k,n]`
  /// @param y the product, contiguous
  Product(Gemm gemm, Workers workers, Place a, Place b, Place y) {
    this.gemm = gemm;
    this.workers = workers;
    this.a = Operand.of(a);
    this.b = Operand.of(b);
    this.y = Operand.of(y);
    this.m = y.layout().shape().size(-2);
    this.n = y.layout().shape().size(-1);
    this.k = a.layout().shape().size(-1);
    this.tasks = tasks(batches(), (long) m * n * k);
  }

  private static int tasks(int batches, long size) {
    long total = batches * size;
    return size >= LARGE || total < BATCH
        ? 1
        : (int) Math.min(total / Gemm.TASK, Math.min(batches, Workers.MOST_TASKS));
  }

  Place a() {
    return a.place();
  }

  Place b() {
    return b.place();
  }

  Place y() {
    return y.place();
  }

  Workers workers() {
    return workers;
  }

  /// {@return in how many tasks the batch is shared out; a matter of sizes alone}
  int tasks() {
    return tasks;
  }

  /// {@return at which leading index a task begins}
  int start(int task) {
    return (int) ((long) batches() * task / tasks);
  }

  private int batches() {
    return y.starts().length;
  }

  /// {@return its working state in a frame}
  Activation open(Frame frame) {
    return new ProductRun(this, frame);
  }

  @Override
  public void run(Frame frame) {
    if (m == 0 || n == 0) {
      return;
    }
    if (tasks > 1) {
      frame.activation(this, Product::open).run();
    } else {
      run(frame, 0, batches());
    }
  }

  /// Computes the products of some leading indices.
  void run(Frame frame, int from, int to) {
    for (int batch = from; batch < to; batch++) {
      if (y().slot().type().dtype() == DType.FLOAT32) {
        floats(frame, batch);
      } else {
        doubles(frame, batch);
      }
    }
  }

  private void floats(Frame frame, int batch) {
    gemm.multiply(
        m,
        n,
        k,
        (float[]) a.storage(frame),
        a.at(frame, batch),
        a.row(),
        a.column(),
        (float[]) b.storage(frame),
        b.at(frame, batch),
        b.row(),
        b.column(),
        (float[]) y.storage(frame),
        y.at(frame, batch),
        n);
  }

  private void doubles(Frame frame, int batch) {
    gemm.multiply(
        m,
        n,
        k,
        (double[]) a.storage(frame),
        a.at(frame, batch),
        a.row(),
        a.column(),
        (double[]) b.storage(frame),
        b.at(frame, batch),
        b.row(),
        b.column(),
        (double[]) y.storage(frame),
        y.at(frame, batch),
        n);
  }

  @Override
  public List<Slot> reads() {
    return List.of(a().slot(), b().slot());
  }

  @Override
  public List<Slot> writes() {
    return List.of(y().slot());
  }
}

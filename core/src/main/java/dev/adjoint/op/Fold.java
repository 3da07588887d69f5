package dev.adjoint.op;

import dev.adjoint.array.Buffer;
import dev.adjoint.array.Layout;
import dev.adjoint.array.Shape;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Batch;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Routine;
import dev.adjoint.graph.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Sums overlapping windows (*col2im*): the transpose of [Windows]. Each element of the output is
/// the sum of all taps that show it, 0 where none does.
///
/// Shape: as [Windows] makes it of a tensor whose last axes have `sizes`; gives back that tensor's.
/// Dtypes: f32 or f64, kept. Pullback: [Windows] of the cotangent. Taps of one element are added in
/// row-major order, so results do not vary.
///
/// @param sizes the sizes of the axes that the window slides over
/// @param window the window
/// @param at where the axes of its taps are
public record Fold(Shape sizes, Window window, int at) implements Routine {
  /// {@return the sum of all positions of a window}
  ///
  /// @param x the positions, the axes of the taps right before them
  /// @param sizes the sizes of the axes that the window slides over
  /// @param window the window
  /// @throws IllegalArgumentException if these are not its positions over such axes
  public static Tensor of(Tensor x, Shape sizes, Window window) {
    return new Fold(sizes, window, x.shape().rank() - 2 * window.rank()).on(x);
  }

  Tensor on(Tensor x) {
    return Tensor.of(this, x);
  }

  @Override
  public List<TensorType> types(List<TensorType> inputs) {
    checkCount(inputs, 1);
    TensorType x = inputs.getFirst();
    TypeRule.floating(this, x);
    int taps = window.rank();
    int others = x.rank() - 2 * taps;
    if (sizes.rank() != taps || others < 0 || at < 0 || at > others) {
      throw error(
          inputs,
          "wants %d axes of taps before axis %d and %d sizes".formatted(taps, at, sizes.rank()));
    }
    TensorType y = x.withShape(shape(x.shape()));
    Shape wanted = new Windows(window, at).type(y).shape();
    if (!x.shape().equals(wanted)) {
      throw error(inputs, "the positions over %s have shape %s".formatted(sizes, wanted));
    }
    return List.of(y);
  }

  private Shape shape(Shape x) {
    int[] axes = x.toArray();
    int leading = axes.length - window.rank();
    int[] result = new int[leading];
    System.arraycopy(axes, 0, result, 0, at);
    System.arraycopy(axes, at + window.rank(), result, at, leading - window.rank() - at);
    System.arraycopy(sizes.toArray(), 0, result, leading - window.rank(), window.rank());
    return Shape.of(result);
  }

  @Override
  public void run(List<Buffer> inputs, List<Buffer> outputs) {
    Buffer x = inputs.getFirst();
    Buffer y = outputs.getFirst();
    y.clear();
    if (x.count() > 0) {
      Walk.of(this, x.type().shape())
          .forEach((from, to, count, step) -> add(x, from, y, to, count, step));
    }
  }

  private static void add(Buffer x, int from, Buffer y, int to, int count, int step) {
    int i = x.offset() + from;
    int j = y.offset() + to;
    switch (y.storage()) {
      case float[] a -> add((float[]) x.storage(), i, a, j, count, step);
      default -> add((double[]) x.storage(), i, (double[]) y.storage(), j, count, step);
    }
  }

  private static void add(float[] x, int from, float[] y, int to, int count, int step) {
    if (step == 1) {
      for (int k = 0; k < count; k++) {
        y[to + k] += x[from + k];
      }
      return;
    }
    for (int k = 0; k < count; k++) {
      y[to + k * step] += x[from + k];
    }
  }

  private static void add(double[] x, int from, double[] y, int to, int count, int step) {
    if (step == 1) {
      for (int k = 0; k < count; k++) {
        y[to + k] += x[from + k];
      }
      return;
    }
    for (int k = 0; k < count; k++) {
      y[to + k * step] += x[from + k];
    }
  }

  /// The runs of the windows, one plane of the output after the other: where each lies in both.
  ///
  /// @param outer how many planes' groups lie before the taps
  /// @param inner how many planes lie between the taps and the positions
  /// @param plane the elements of a plane of the output
  /// @param run the positions that follow each other along the last axis
  /// @param step how far they lie apart in the output
  /// @param taps where the first position of each tap lies in a plane of the output
  /// @param rows where each row of positions lies, from there
  private record Walk(int outer, int inner, int plane, int run, int step, int[] taps, int[] rows) {
    /// What is done with a run.
    @FunctionalInterface
    interface Action {
      void accept(int from, int to, int count, int step);
    }

    static Walk of(Fold fold, Shape x) {
      int[] axes = x.toArray();
      int rank = fold.window.rank();
      int leading = axes.length - rank;
      int[] positions = Arrays.copyOfRange(axes, leading, axes.length);
      int run = rank == 0 ? 1 : positions[rank - 1];
      int[] rows = rank == 0 ? positions : positions.clone();
      if (rank > 0) {
        rows[rank - 1] = 1;
      }
      return new Walk(
          product(axes, 0, fold.at),
          product(axes, fold.at + rank, leading),
          fold.sizes.count(),
          run,
          rank == 0 ? 1 : fold.window.strides().getLast(),
          fold.places(fold.window.taps(), fold.window.dilations()),
          fold.places(Shape.of(rows), fold.window.strides()));
    }

    private static int product(int[] sizes, int from, int to) {
      return IntStream.range(from, to).map(k -> sizes[k]).reduce(1, (a, b) -> a * b);
    }

    void forEach(Action action) {
      for (int i = 0; i < outer * inner; i++) {
        for (int tap = 0; tap < taps.length; tap++) {
          int block = (i / inner * taps.length + tap) * inner + i % inner;
          for (int row = 0; row < rows.length; row++) {
            int from = (block * rows.length + row) * run;
            action.accept(from, i * plane + taps[tap] + rows[row], run, step);
          }
        }
      }
    }
  }

  /// Where taps or positions lie in a plane.
  private int[] places(Shape shape, List<Integer> distances) {
    int[] strides = sizes.strides();
    Arrays.setAll(strides, k -> strides[k] * distances.get(k));
    Layout layout = Layout.of(shape, 0, strides);
    return IntStream.range(0, shape.count()).map(layout::place).toArray();
  }

  @Override
  public Tensor pullback(
      int input, List<Tensor> inputs, List<Tensor> outputs, List<Tensor> cotangents) {
    return new Windows(window, at).on(cotangents.getFirst());
  }

  @Override
  public Optional<List<Tensor>> batched(Batch batch) {
    return Optional.of(Node.of(new Fold(sizes, window, at + 1), batch.whole()).outputs());
  }
}

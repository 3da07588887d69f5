package dev.adjoint.op;

import dev.adjoint.array.Buffer;
import dev.adjoint.array.Shape;
import dev.adjoint.graph.Batch;
import dev.adjoint.graph.Tensor;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.stream.IntStream;

/// What the three sides of a convolution have in common: which elements of `x[n,c,…]`,
/// `w[m,c/groups,…]` and `y[n,m,…]` belong together.
///
/// @param sliding how the kernel moves
/// @param groups the number of groups of channels
record SlidingProduct(Sliding sliding, int groups) {
  /// What is done with the numbers of elements that belong together.
  @FunctionalInterface
  interface Action {
    void accept(int x, int w, int y);
  }

  /// Writes the sums of products, taken in f64, one after the other.
  static void sum(Buffer result, Sums products) {
    double[] sums = new double[result.count()];
    products.into(sums);
    for (int i = 0; i < sums.length; i++) {
      result.set(i, sums[i]);
    }
  }

  /// What adds all products to their sums.
  @FunctionalInterface
  interface Sums {
    void into(double[] sums);
  }

  /// Walks through all elements that belong together.
  void forEach(Shape x, Shape w, Shape y, Action action) {
    Shape outer = Shape.of(x.size(0), w.size(0), w.size(1));
    Shape taps = spatial(w);
    Shape positions = spatial(y);
    Shape sizes = spatial(x);
    int each = w.size(0) / groups;
    for (int i = 0; i < outer.count(); i++) {
      int c = i % w.size(1);
      int m = i / w.size(1) % w.size(0);
      int n = i / w.size(1) / w.size(0);
      int xo = (n * x.size(1) + m / each * w.size(1) + c) * sizes.count();
      int wo = (m * w.size(1) + c) * taps.count();
      int yo = (n * w.size(0) + m) * positions.count();
      for (int k = 0; k < taps.count(); k++) {
        for (int p = 0; p < positions.count(); p++) {
          int place = place(sizes, taps, positions, k, p);
          if (place >= 0) {
            action.accept(xo + place, wo + k, yo + p);
          }
        }
      }
    }
  }

  /// The number of the element that a tap of a position is, −1 in the padding.
  private int place(Shape sizes, Shape taps, Shape positions, int tap, int position) {
    int k = tap;
    int p = position;
    int place = 0;
    int stride = 1;
    for (int axis = sizes.rank() - 1; axis >= 0; axis--) {
      int at =
          p % positions.size(axis) * sliding.strides().get(axis)
              + k % taps.size(axis) * sliding.dilations().get(axis)
              - sliding.befores().get(axis);
      if (at < 0 || at >= sizes.size(axis)) {
        return -1;
      }
      place += at * stride;
      stride *= sizes.size(axis);
      p /= positions.size(axis);
      k /= taps.size(axis);
    }
    return place;
  }

  private static Shape spatial(Shape x) {
    return Shape.of(IntStream.of(x.toArray()).skip(2).toArray());
  }

  /// A batch of convolutions as one: the batch's axis becomes more images where only the first
  /// input has it, else more groups.
  static Optional<List<Tensor>> batched(
      Batch batch, BinaryOperator<Tensor> op, BinaryOperator<Tensor> grouped) {
    if (batch.size() == 0) {
      return Optional.empty();
    }
    if (!batch.isMapped(1)) {
      Tensor y = op.apply(TypeRule.merged(batch.input(0), 0), batch.input(1));
      return Optional.of(List.of(TypeRule.split(y, 0, batch.size())));
    }
    Tensor y = grouped.apply(channels(batch.whole(0)), TypeRule.merged(batch.whole(1), 0));
    return Optional.of(List.of(MoveAxis.of(TypeRule.split(y, 1, batch.size()), 1, 0)));
  }

  /// `[B,N,C,…]` as `[N,B·C,…]`.
  static Tensor channels(Tensor x) {
    return TypeRule.merged(MoveAxis.of(x, 0, 1), 1);
  }
}

package dev.adjoint.op;

import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Elementwise;
import dev.adjoint.graph.Op;
import dev.adjoint.graph.Tensor;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// How [Conv] and [ConvTranspose] arrange their operands for one matrix product per group of
/// channels: the batch beside the positions, so that the products are few and long, and the taps
/// before the channels, so that the windows are written out once, in the order they are read.
///
/// @param groups the number of groups
record ChannelGroups(int groups) {
  /// What both demand of their inputs.
  void check(Op op, List<TensorType> inputs, Sliding sliding) {
    TensorType x = inputs.get(0);
    TensorType w = inputs.get(1);
    TypeRule.sameDType(op, inputs);
    if (!Elementwise.FLOATING.contains(x.dtype())) {
      throw op.error(inputs, "wants f32 or f64; convert with Cast.of(x, dtype)");
    }
    if (x.rank() < 3 || x.rank() != w.rank()) {
      throw op.error(
          inputs, "wants a batch [N,C,spatial…] and weights of the same rank, 3 or more");
    }
    if (x.rank() != sliding.rank() + 2) {
      throw op.error(
          inputs,
          "the window slides over %d spatial axes, but there are %d"
              .formatted(sliding.rank(), x.rank() - 2));
    }
    checkTaps(op, inputs, w);
  }

  private static void checkTaps(Op op, List<TensorType> inputs, TensorType w) {
    if (IntStream.of(w.shape().toArray()).skip(2).anyMatch(size -> size == 0)) {
      throw op.error(inputs, "a spatial axis of the weights is empty");
    }
  }

  void checkDivides(Op op, List<TensorType> inputs, int channels) {
    if (groups < 1 || channels % groups != 0) {
      throw op.error(
          inputs, "%d channels do not divide into %d groups".formatted(channels, groups));
    }
  }

  static List<Integer> spatial(TensorType x) {
    return IntStream.of(x.shape().toArray()).skip(2).boxed().toList();
  }

  /// `[N,C,spatial…]` as `[groups,C/groups,N,spatial…]`.
  Tensor split(Tensor x) {
    int[] order = IntStream.range(0, x.shape().rank() + 1).toArray();
    order[0] = 1;
    order[1] = 2;
    order[2] = 0;
    int channels = x.shape().size(1) / groups;
    return reshape(x, 2, x.shape().size(0), groups, channels).transpose(order);
  }

  /// `[groups,M/groups,N,spatial…]` as `[N,M,spatial…]`.
  Tensor join(Tensor y) {
    int[] order = IntStream.range(0, y.shape().rank()).toArray();
    order[0] = 2;
    order[1] = 0;
    order[2] = 1;
    Tensor batch = y.transpose(order);
    return reshape(batch, 3, y.shape().size(2), groups * y.shape().size(1));
  }

  /// The weights `[A,B,taps…]` as matrices `[groups,A/groups,taps·B]`.
  Tensor matrices(Tensor w) {
    int rank = w.shape().rank();
    int rows = w.shape().size(0) / groups;
    int columns = IntStream.of(w.shape().toArray()).skip(1).reduce(1, (a, b) -> a * b);
    int[] order =
        IntStream.concat(
                IntStream.concat(IntStream.of(0), IntStream.range(2, rank)), IntStream.of(1))
            .toArray();
    return w.transpose(order).reshape(groups, rows, columns);
  }

  /// The same with other sizes in place of the first axes.
  private static Tensor reshape(Tensor x, int replaced, int... sizes) {
    IntStream rest = IntStream.of(x.shape().toArray()).skip(replaced);
    return x.reshape(IntStream.concat(IntStream.of(sizes), rest).toArray());
  }

  /// Sizes one after the other.
  static int[] sizes(int[]... parts) {
    return Stream.of(parts).flatMapToInt(IntStream::of).toArray();
  }
}

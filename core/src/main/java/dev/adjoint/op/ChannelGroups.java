package dev.adjoint.op;

import dev.adjoint.array.Shape;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Elementwise;
import dev.adjoint.graph.Op;
import dev.adjoint.graph.Tensor;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The channels of convolutions, divided into groups: what the three sides of one demand of their
/// inputs.
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

  /// The first elements along each axis. A transposed convolution with more extra elements than its
  /// stride has room for more positions than it was given.
  static Tensor first(Tensor x, Shape shape) {
    List<Integer> zeros = Collections.nCopies(shape.rank(), 0);
    List<Integer> ones = Collections.nCopies(shape.rank(), 1);
    List<Integer> sizes = IntStream.of(shape.toArray()).boxed().toList();
    return x.shape().equals(shape) ? x : new Slice(zeros, sizes, ones).on(x);
  }

  /// Sizes one after the other.
  static int[] sizes(int[]... parts) {
    return Stream.of(parts).flatMapToInt(IntStream::of).toArray();
  }
}

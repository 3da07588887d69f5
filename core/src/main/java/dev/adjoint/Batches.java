package dev.adjoint;

import dev.adjoint.array.TensorType;
import dev.adjoint.autodiff.Transformations;
import dev.adjoint.graph.Tensor;
import java.util.ArrayDeque;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/// `vmap` over trees and any axis.
final class Batches {
  private Batches() {}

  static <A, B> B of(Function<A, B> f, A batch, int in, int out) {
    List<Tensor> given = Tree.tensors(batch);
    int size = size(given, in);
    List<Tensor> front = given.stream().map(x -> moved(x, axis(x.type(), in), 0)).toList();
    List<TensorType> types =
        front.stream().map(x -> x.type().withShape(x.shape().without(List.of(0)))).toList();
    Traced traced = Traced.of(f, Form.of(batch), types);
    List<Tensor> outputs = Transformations.vmap(traced.graph(), front, size);
    return Tree.join(
        traced.result(), outputs.stream().map(y -> moved(y, 0, axis(y.type(), out))).toList());
  }

  private static int size(List<Tensor> given, int in) {
    if (given.isEmpty()) {
      throw new IllegalArgumentException("vmap: the argument holds no tensor to map over");
    }
    List<Integer> sizes = given.stream().map(x -> x.shape().size(axis(x.type(), in))).toList();
    if (sizes.stream().distinct().count() > 1) {
      throw new IllegalArgumentException(
          "vmap over axis %d: the argument holds %s, whose sizes along it differ: %s; what is not mapped is captured by the function"
              .formatted(in, given.stream().map(Tensor::type).toList(), sizes));
    }
    return sizes.getFirst();
  }

  private static int axis(TensorType type, int axis) {
    int at = axis < 0 ? axis + type.rank() : axis;
    if (at < 0 || at >= type.rank()) {
      throw new IllegalArgumentException(
          "vmap over axis %d: %s has no such axis; what is not mapped is captured by the function"
              .formatted(axis, type));
    }
    return at;
  }

  /// The same tensor with one axis taken out and put in at another place.
  private static Tensor moved(Tensor x, int from, int to) {
    if (from == to) {
      return x;
    }
    var order = new ArrayDeque<Integer>();
    IntStream.range(0, x.shape().rank()).filter(k -> k != from).forEach(order::add);
    return x.transpose(
        IntStream.range(0, x.shape().rank()).map(k -> k == to ? from : order.remove()).toArray());
  }
}

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
    int size = size(batch, given, in);
    List<Tensor> front = given.stream().map(x -> moved(x, axis(x, in), 0)).toList();
    List<TensorType> types =
        front.stream().map(x -> x.type().withShape(x.shape().without(List.of(0)))).toList();
    Traced traced = Traced.of(f, Form.of(batch), types);
    List<Tensor> outputs = Transformations.vmap(traced.graph(), front, size);
    return Tree.join(
        traced.result(), outputs.stream().map(y -> moved(y, 0, place(y, out))).toList());
  }

  private static int size(Object batch, List<Tensor> given, int in) {
    if (given.isEmpty()) {
      throw Misuse.of(
          "vmap", "vmap: the argument holds no tensor to map over; give it one, or drop the vmap");
    }
    List<Integer> sizes = given.stream().map(x -> x.shape().size(axis(x, in))).toList();
    if (sizes.stream().distinct().count() > 1) {
      throw Misuse.of(
          "vmap",
          "vmap over axis %d: the argument holds %s, whose sizes along it differ: %s; what is not mapped is captured by the function"
              .formatted(in, given.stream().map(Tensor::type).toList(), sizes),
          Misuse.parts("argument", batch));
    }
    return sizes.getFirst();
  }

  private static int axis(Tensor x, int axis) {
    int at = axis < 0 ? axis + x.shape().rank() : axis;
    if (at < 0 || at >= x.shape().rank()) {
      throw Misuse.of(
          "vmap",
          "vmap over axis %d: %s has no such axis; what is not mapped is captured by the function"
              .formatted(axis, x.type()),
          Misuse.parts("argument", x));
    }
    return at;
  }

  private static int place(Tensor y, int axis) {
    int at = axis < 0 ? axis + y.shape().rank() : axis;
    if (at < 0 || at >= y.shape().rank()) {
      throw Misuse.of(
          "vmap",
          "vmap to axis %d: the batch of results is %s, which has no such axis; give %d to %d"
              .formatted(axis, y.type(), -y.shape().rank(), y.shape().rank() - 1),
          Misuse.parts("result", y));
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

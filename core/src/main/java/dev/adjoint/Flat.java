package dev.adjoint;

import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Tensor;
import dev.adjoint.op.Concat;
import java.util.ArrayList;
import java.util.List;

/// A tree as one vector: its floating tensors, flattened and laid end to end in the order of
/// [Tree#tensors].
final class Flat {
  private Flat() {}

  static Tensor of(Object tree) {
    List<Tensor> parts =
        Tree.tensors(tree).stream()
            .filter(x -> x.type().isFloating())
            .map(x -> x.reshape(x.type().count()))
            .toList();
    if (parts.isEmpty() || parts.stream().map(Tensor::dtype).distinct().count() > 1) {
      throw new IllegalArgumentException(
          "a tree becomes one vector only if it holds floating-point tensors of one dtype, but it holds %s; convert with Cast.of(x, dtype)"
              .formatted(Tree.tensors(tree).stream().map(Tensor::type).toList()));
    }
    return Concat.of(0, parts);
  }

  /// {@return the tree with the elements of a vector; integers stay as they are}
  static <T> T unflatten(T like, Tensor vector) {
    var tensors = new ArrayList<Tensor>();
    int from = 0;
    for (Tensor x : Tree.tensors(like)) {
      TensorType type = x.type();
      if (type.isFloating()) {
        int to = from + type.count();
        tensors.add(vector.slice(0, from, to).reshape(type.shape().toArray()));
        from = to;
      } else {
        tensors.add(x);
      }
    }
    return Tree.with(like, tensors);
  }
}

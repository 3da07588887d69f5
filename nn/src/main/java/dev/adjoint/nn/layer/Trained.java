package dev.adjoint.nn.layer;

import dev.adjoint.Tree;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// What of a model is trained: floating-point tensors that are neither [statistics][Statistic] nor
/// in [Frozen] layers.
///
/// The place in the model decides, not the tensor that stands there, so of a gradient or a
/// velocity, which are trees of the model's form, the same is true. A tensor that stands at two
/// places is trained at one of them and kept at the other.
public final class Trained {
  private Trained() {}

  /// {@return for each tensor of a model, in the order of [Tree#tensors], whether it is trained}
  ///
  /// @param model the model, or a tree of its form
  public static List<Boolean> places(Object model) {
    List<Tensor> tensors = Tree.tensors(model);
    List<Boolean> kept = Places.of(model, Statistic.class, Frozen.class);
    return IntStream.range(0, tensors.size())
        .mapToObj(i -> tensors.get(i).type().isFloating() && !kept.get(i))
        .toList();
  }

  /// {@return the tensors that are trained, in the order of [Tree#tensors]}
  ///
  /// @param model the model, or a tree of its form
  public static List<Tensor> tensors(Object model) {
    List<Tensor> tensors = Tree.tensors(model);
    List<Boolean> trained = places(model);
    return IntStream.range(0, tensors.size()).filter(trained::get).mapToObj(tensors::get).toList();
  }

  /// {@return the tree with nothing, tensors of no elements, in place of statistics and of what is
  /// in frozen layers: what an optimiser remembers takes no memory for them}
  ///
  /// @param model the model, or a tree of its form
  /// @param <M> its type
  public static <M> M alone(M model) {
    List<Boolean> trained = places(model);
    var tensors = new ArrayList<>(Tree.tensors(model));
    for (int i = 0; i < tensors.size(); i++) {
      if (!trained.get(i) && tensors.get(i).type().isFloating()) {
        tensors.set(i, Tensor.zeros(TensorType.of(tensors.get(i).dtype(), 0)));
      }
    }
    return Tree.with(model, tensors);
  }
}

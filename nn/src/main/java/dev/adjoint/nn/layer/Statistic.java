package dev.adjoint.nn.layer;

import dev.adjoint.Tree;
import dev.adjoint.graph.Tensor;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/// A tensor of a model that is no parameter: what a layer has seen so far, such as the running mean
/// of a batch normalisation. It is kept, compiled and stored with the model; gradients and
/// optimisers leave it alone, and [Pass#update] moves it on.
///
/// @param value the numbers
public record Statistic(Tensor value) {
  /// {@return the tensors of a model that are not trained, compared by identity: statistics, and
  /// all tensors of [Frozen] layers}
  ///
  /// @param model the model
  public static Set<Tensor> of(Object model) {
    Set<Tensor> tensors = Collections.newSetFromMap(new IdentityHashMap<>());
    Tree.parts(model, Statistic.class).values().forEach(part -> tensors.add(part.value()));
    Tree.parts(model, Frozen.class).values().forEach(part -> tensors.addAll(Tree.tensors(part)));
    return tensors;
  }
}

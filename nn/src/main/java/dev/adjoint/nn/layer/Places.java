package dev.adjoint.nn.layer;

import dev.adjoint.Tree;
import dev.adjoint.graph.Tensor;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Where the tensors of a tree stand.
final class Places {
  private Places() {}

  /// {@return for each tensor of a tree, in the order of [Tree#tensors], whether it stands in a
  /// part of some kinds}
  ///
  /// The place decides, not the tensor, which may stand at several: each place is given a variable
  /// of its own.
  static List<Boolean> of(Object tree, Class<?>... kinds) {
    Object marked = Tree.map(tree, t -> Tensor.variable(t.type()));
    Set<Tensor> found = new HashSet<>(); // tensors are equal by identity
    for (Class<?> kind : kinds) {
      Tree.parts(marked, kind).values().forEach(part -> found.addAll(Tree.tensors(part)));
    }
    return Tree.tensors(marked).stream().map(found::contains).toList();
  }
}

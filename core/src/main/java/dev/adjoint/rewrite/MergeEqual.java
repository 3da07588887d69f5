package dev.adjoint.rewrite;

import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Leaf;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Op;
import dev.adjoint.graph.Tensor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Common subexpressions: applications of equal ops to the same inputs become one node.
public final class MergeEqual implements Pass {
  /// An application: tensors compare by identity, so equal keys are equal formulas.
  private record Key(Op op, List<Tensor> inputs) {}

  /// Makes the pass.
  public MergeEqual() {}

  @Override
  public Graph apply(Graph graph) {
    Map<Key, Node> seen = new HashMap<>();
    return Pass.walk(graph, (node, inputs) -> merge(seen, node, inputs).outputs());
  }

  private static Node merge(Map<Key, Node> seen, Node node, List<Tensor> inputs) {
    if (node.op() instanceof Leaf.Variable) {
      return node;
    }
    return seen.computeIfAbsent(new Key(node.op(), inputs), key -> node.withInputs(key.inputs()));
  }
}

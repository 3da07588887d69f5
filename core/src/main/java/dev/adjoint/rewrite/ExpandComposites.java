package dev.adjoint.rewrite;

import dev.adjoint.graph.Composite;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Tensor;
import java.util.List;

/// Puts the expansion in the place of every composite.
public final class ExpandComposites implements Pass {
  /// Makes the pass.
  public ExpandComposites() {}

  /// Walks again while there are composites; as often as composites are defined by composites.
  @Override
  public Graph apply(Graph graph) {
    Graph result = graph;
    while (result.nodes().stream().anyMatch(node -> node.op() instanceof Composite)) {
      result = Pass.walk(result, ExpandComposites::expand);
    }
    return result;
  }

  private static List<Tensor> expand(Node node, List<Tensor> inputs) {
    return node.op() instanceof Composite composite
        ? List.of(composite.expand(inputs))
        : node.withInputs(inputs).outputs();
  }
}

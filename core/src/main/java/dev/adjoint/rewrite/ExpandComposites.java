package dev.adjoint.rewrite;

import dev.adjoint.graph.Composite;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Op;
import dev.adjoint.graph.Tensor;
import java.util.List;

/// Puts the expansion in the place of every composite.
public final class ExpandComposites implements Pass {
  /// Far deeper than composites are defined by composites.
  private static final int LIMIT = 1000;

  /// Makes the pass.
  public ExpandComposites() {}

  /// Walks again while there are composites; as often as composites are defined by composites.
  @Override
  public Graph apply(Graph graph) {
    Graph result = graph;
    for (int round = 0; round < LIMIT; round++) {
      if (!result.hasComposites()) {
        return result;
      }
      result = Pass.walk(result, ExpandComposites::expand);
    }
    throw new IllegalStateException(
        "expansion of %s does not come to an end; it must not contain itself"
            .formatted(composite(result)));
  }

  private static Op composite(Graph graph) {
    return graph.nodes().stream()
        .map(Node::op)
        .filter(Composite.class::isInstance)
        .findFirst()
        .orElseThrow();
  }

  private static List<Tensor> expand(Node node, List<Tensor> inputs) {
    return node.op() instanceof Composite composite
        ? composite.expansion(inputs, node.outputs())
        : node.withInputs(inputs).outputs();
  }
}

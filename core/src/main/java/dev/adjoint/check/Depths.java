package dev.adjoint.check;

import dev.adjoint.graph.Composite;
import dev.adjoint.graph.Control;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Tensor;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// All that a graph computes: its nodes and those inside of its formulas, loops and choices.
final class Depths {
  private Depths() {}

  /// Each node of a graph and of every graph inside of it, however deep.
  static List<Node> nodes(Graph graph) {
    var nodes = new ArrayList<Node>();
    var open = new ArrayDeque<>(List.of(graph));
    while (!open.isEmpty()) {
      for (Node node : open.remove().nodes()) {
        nodes.add(node);
        inside(node).forEach(open::add);
      }
    }
    return nodes;
  }

  private static Stream<Graph> inside(Node node) {
    return switch (node.op()) {
      case Control op -> op.graphs().stream();
      case Composite op -> Stream.of(expansion(op, node));
      default -> Stream.empty();
    };
  }

  /// The formula of a composite.
  static Graph expansion(Composite op, Node node) {
    List<Tensor> xs = node.inputs().stream().map(x -> Tensor.variable(x.type())).toList();
    return Graph.of(xs, op.expandAll(xs));
  }
}

package dev.adjoint;

import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Leaf;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Rewriting;
import dev.adjoint.graph.Tensor;
import dev.adjoint.graph.View;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Functions whose captured tensors became inputs: what a formula uses that does not depend on its
/// own inputs is computed outside, once, and handed in.
///
/// Constants stay inside. Of a view the tensor it looks at is handed in, so that a number that was
/// repeated is not written out.
///
/// @param graphs the functions, each with the captured tensors as its last inputs
/// @param captured the tensors outside
record Closure(List<Graph> graphs, List<Tensor> captured) {
  static Closure of(Graph... graphs) {
    Set<Tensor> captured = new LinkedHashSet<>(); // tensors are equal by identity
    for (Graph graph : graphs) {
      collect(graph, captured);
    }
    List<Tensor> outside = List.copyOf(captured);
    return new Closure(
        List.of(graphs).stream().map(graph -> closed(graph, outside)).toList(), outside);
  }

  private static void collect(Graph graph, Set<Tensor> captured) {
    Set<Node> own = Collections.newSetFromMap(new IdentityHashMap<>());
    graph.inputs().forEach(input -> own.add(input.node()));
    for (Node node : graph.nodes()) {
      if (node.inputs().stream().anyMatch(x -> own.contains(x.node()))) {
        own.add(node);
        node.inputs().forEach(x -> capture(x, own, captured));
      }
    }
    graph.outputs().forEach(y -> capture(y, own, captured));
  }

  private static void capture(Tensor tensor, Set<Node> own, Set<Tensor> captured) {
    Tensor base = tensor;
    while (!own.contains(base.node()) && base.op() instanceof View) {
      base = base.inputs().getFirst();
    }
    if (!own.contains(base.node()) && !(base.op() instanceof Leaf.Constant)) {
      captured.add(base);
    }
  }

  private static Graph closed(Graph graph, List<Tensor> captured) {
    var rewriting = new Rewriting();
    var inputs = new ArrayList<>(graph.inputs());
    for (Tensor outside : captured) {
      Tensor inside = Tensor.variable(outside.type());
      inputs.add(inside);
      rewriting.put(outside, inside);
    }
    return Graph.of(
        inputs, rewriting.apply(graph, (node, renewed) -> node.withInputs(renewed).outputs()));
  }
}

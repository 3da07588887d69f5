package dev.adjoint;

import dev.adjoint.graph.Elementwise;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Leaf;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Op;
import dev.adjoint.graph.Rewriting;
import dev.adjoint.graph.Tensor;
import dev.adjoint.graph.View;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/// Functions whose captured tensors became inputs: what a formula uses that does not depend on its
/// own inputs is computed outside, once, and handed in.
///
/// Constants stay inside. Of a view the tensor it looks at is handed in, so that a number that was
/// repeated is not written out. For a choice, elementwise formulas stay inside too: the root of a
/// captured number, computed for a branch that guards it, must not be computed where it is not one.
///
/// @param graphs the functions, each with the captured tensors as its last inputs
/// @param captured the tensors outside
record Closure(List<Graph> graphs, List<Tensor> captured) {
  /// {@return functions whose captured formulas are computed outside}
  static Closure of(Graph... graphs) {
    return of(op -> op instanceof View, graphs);
  }

  /// {@return functions whose captured formulas are computed outside, unless they are elementwise}
  static Closure ofBranches(Graph... graphs) {
    return of(op -> op instanceof View || op instanceof Elementwise, graphs);
  }

  private static Closure of(Predicate<Op> inside, Graph... graphs) {
    Set<Tensor> captured = new LinkedHashSet<>(); // tensors are equal by identity
    for (Graph graph : graphs) {
      collect(graph, inside, captured);
    }
    List<Tensor> outside = List.copyOf(captured);
    return new Closure(
        List.of(graphs).stream().map(graph -> closed(graph, outside)).toList(), outside);
  }

  private static void collect(Graph graph, Predicate<Op> inside, Set<Tensor> captured) {
    Set<Node> own = Collections.newSetFromMap(new IdentityHashMap<>());
    graph.inputs().forEach(input -> own.add(input.node()));
    var outside = new ArrayDeque<Tensor>();
    for (Node node : graph.nodes()) {
      if (node.inputs().stream().anyMatch(x -> own.contains(x.node()))) {
        own.add(node);
        outside.addAll(node.inputs());
      }
    }
    outside.addAll(graph.outputs());
    while (!outside.isEmpty()) {
      Tensor tensor = outside.poll();
      if (own.contains(tensor.node()) || tensor.op() instanceof Leaf.Constant) {
        continue;
      }
      if (inside.test(tensor.op())) {
        own.add(tensor.node());
        outside.addAll(tensor.inputs());
      } else {
        captured.add(tensor);
      }
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

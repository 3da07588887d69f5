package dev.adjoint.nn.onnx;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/// Takes away what nothing uses, and gives equal small constants one name.
final class Tidy {
  /// Up to how many elements constants are compared.
  private static final int SMALL = 64;

  private Tidy() {}

  static OnnxGraph of(OnnxGraph graph, Set<Value> parameters) {
    return withoutUnused(merged(graph, parameters));
  }

  private static OnnxGraph merged(OnnxGraph graph, Set<Value> parameters) {
    Map<Held, Value> known = new HashMap<>();
    Map<Value, Value> same = new HashMap<>();
    graph
        .initializers()
        .forEach((value, held) -> {
          long count = 1;
          for (int size : held.sizes()) {
            count *= size;
          }
          if (count <= SMALL && !parameters.contains(value)) {
            Value first = known.putIfAbsent(held, value);
            if (first != null) {
              same.put(value, first);
            }
          }
        });
    return renamed(graph, value -> same.getOrDefault(value, value));
  }

  /// The same graph over other values.
  static OnnxGraph renamed(OnnxGraph graph, UnaryOperator<Value> names) {
    List<OnnxNode> nodes =
        graph.nodes().stream()
            .map(node ->
                new OnnxNode(
                    node.op(),
                    node.inputs().stream().map(names).toList(),
                    node.outputs().stream().map(names).toList(),
                    node.attributes().mapBodies(body -> renamed(body, names)),
                    node.origin()))
            .toList();
    return new OnnxGraph(
        graph.inputs(), renamed(graph.outputs(), names), nodes, graph.initializers());
  }

  private static List<Port> renamed(List<Port> ports, UnaryOperator<Value> names) {
    return ports.stream()
        .map(port -> new Port(names.apply(port.value()), port.type(), port.sizes()))
        .toList();
  }

  /// The nodes and numbers that an output needs.
  static OnnxGraph withoutUnused(OnnxGraph graph) {
    Set<Value> needed = new HashSet<>();
    graph.outputs().forEach(port -> needed.add(port.value()));
    var kept = new ArrayList<OnnxNode>();
    for (OnnxNode node : graph.nodes().reversed()) {
      if (node.outputs().stream().anyMatch(needed::contains)) {
        OnnxNode lean = withoutUnused(UsedResults.of(node, needed));
        addUsed(lean, needed);
        kept.add(lean);
      }
    }
    Map<Value, Held> held = new LinkedHashMap<>(graph.initializers());
    held.keySet().retainAll(needed);
    return new OnnxGraph(graph.inputs(), graph.outputs(), kept.reversed(), held);
  }

  private static OnnxNode withoutUnused(OnnxNode node) {
    return new OnnxNode(
        node.op(),
        node.inputs(),
        node.outputs(),
        node.attributes().mapBodies(Tidy::withoutUnused),
        node.origin());
  }

  /// What a node and the graphs inside of it use.
  static void addUsed(OnnxNode node, Set<Value> used) {
    used.addAll(node.inputs());
    node.bodies().forEach(body -> body.nodes().forEach(inner -> addUsed(inner, used)));
  }
}

package dev.adjoint.graph;

import dev.adjoint.array.NDArray;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The text of a graph: one typed line for each node; scalar constants stand where they are used.
final class Listing {
  private final Map<Tensor, String> names = new IdentityHashMap<>();
  private final StringBuilder text = new StringBuilder();
  private final List<Tensor> numbered = new ArrayList<>();

  private Listing() {}

  static String of(Graph graph) {
    var listing = new Listing();
    graph.inputs().forEach(listing::name);
    listing.text.append(listing.declare(graph.inputs(), "(", ")")).append(" {\n");
    graph.nodes().forEach(listing::line);
    return listing
        .text
        .append("  return ")
        .append(listing.uses(graph.outputs()))
        .append("\n}")
        .toString();
  }

  /// The line of one node of a graph.
  static String line(Graph graph, Node wanted) {
    var listing = new Listing();
    graph.inputs().forEach(listing::name);
    int start = 0;
    for (Node node : graph.nodes().subList(0, graph.nodes().indexOf(wanted) + 1)) {
      start = listing.text.length();
      listing.line(node);
    }
    return listing.text.substring(start).strip();
  }

  private void line(Node node) {
    if (names.containsKey(node.outputs().getFirst())) {
      return;
    }
    if (node.op() instanceof Leaf.Constant constant && constant.value().count() == 1) {
      names.put(node.outputs().getFirst(), inline(constant.value()));
      return;
    }
    node.outputs().forEach(this::name);
    String operands = node.inputs().isEmpty() ? "" : " " + uses(node.inputs());
    text.append("  ").append(declare(node.outputs(), "", "")).append(" = ");
    text.append(word(node.op())).append(operands).append('\n');
  }

  private static String inline(NDArray value) {
    return value.reshape().toString();
  }

  private static String word(Op op) {
    return switch (op) {
      case Leaf.Constant _ -> "Constant";
      case Leaf.Variable _ -> "Variable";
      default -> op.toString().endsWith("[]") ? op.name() : op.toString();
    };
  }

  private void name(Tensor tensor) {
    names.put(tensor, "%" + numbered.size());
    numbered.add(tensor);
  }

  private String declare(List<Tensor> tensors, String open, String close) {
    return tensors.stream()
        .map(t -> names.get(t) + ": " + t.type())
        .collect(Collectors.joining(", ", open, close));
  }

  private String uses(List<Tensor> tensors) {
    return tensors.stream().map(names::get).collect(Collectors.joining(" "));
  }
}

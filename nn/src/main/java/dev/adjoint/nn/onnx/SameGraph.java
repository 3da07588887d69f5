package dev.adjoint.nn.onnx;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// What the graphs of one function at several sizes of its batch have in common: everything but the
/// sizes of inputs and outputs, and the numbers that the models hold.
final class SameGraph {
  private SameGraph() {}

  /// The nodes, which must be equal, with sizes that differ left open.
  static OnnxGraph of(List<OnnxGraph> graphs) {
    OnnxGraph first = graphs.getFirst();
    var nodes = new ArrayList<OnnxNode>();
    for (int k = 0; k < first.nodes().size(); k++) {
      int at = k;
      nodes.add(
          sameNode(
              graphs.stream()
                  .map(g -> at < g.nodes().size() ? g.nodes().get(at) : g.nodes().getLast())
                  .toList()));
    }
    for (OnnxGraph other : graphs) {
      if (other.nodes().size() != nodes.size()) {
        throw differs(other.nodes().getLast(), first.nodes().getLast());
      }
    }
    return new OnnxGraph(
        ports(graphs.stream().map(OnnxGraph::inputs).toList()),
        ports(graphs.stream().map(OnnxGraph::outputs).toList()),
        nodes,
        Map.of());
  }

  private static OnnxNode sameNode(List<OnnxNode> nodes) {
    OnnxNode first = nodes.getFirst();
    List<OnnxGraph> merged = new ArrayList<>();
    for (int k = 0; k < first.bodies().size(); k++) {
      int at = k;
      merged.add(of(nodes.stream().map(node -> node.bodies().get(at)).toList()));
    }
    List<OnnxNode> bare =
        nodes.stream()
            .map(node -> {
              var bodies = merged.iterator();
              return new OnnxNode(
                  node.op(),
                  node.inputs(),
                  node.outputs(),
                  node.attributes().mapBodies(_ -> bodies.next()),
                  node.op());
            })
            .toList();
    for (int k = 1; k < bare.size(); k++) {
      if (!bare.get(k).equals(bare.getFirst())) {
        throw differs(nodes.get(k), first);
      }
    }
    return new OnnxNode(
        first.op(), first.inputs(), first.outputs(), bare.getFirst().attributes(), first.origin());
  }

  private static IllegalArgumentException differs(OnnxNode one, OnnxNode other) {
    return new IllegalArgumentException(
        "with a dynamic batch axis: the function is another graph at another size of the batch, %s (of %s) against %s (of %s); export it with a fixed size"
            .formatted(one, one.origin(), other, other.origin()));
  }

  private static List<Port> ports(List<List<Port>> all) {
    return IntStream.range(0, all.getFirst().size())
        .mapToObj(k -> port(all.stream().map(ports -> ports.get(k)).toList()))
        .toList();
  }

  private static Port port(List<Port> all) {
    Port first = all.getFirst();
    List<String> sizes =
        IntStream.range(0, first.sizes().size())
            .mapToObj(axis -> size(all.stream().map(port -> port.sizes().get(axis)).toList()))
            .toList();
    return new Port(first.value(), first.type(), sizes);
  }

  private static String size(List<String> sizes) {
    if (sizes.stream().allMatch(sizes.getFirst()::equals)) {
      return sizes.getFirst();
    }
    return sizes.equals(BatchAxis.SIZES.stream().map(String::valueOf).toList())
        ? BatchAxis.NAME
        : "";
  }
}

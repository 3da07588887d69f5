package dev.adjoint.nn.onnx;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/// Loops without those results that nothing uses, such as histories that no gradient reads.
final class UsedResults {
  private UsedResults() {}

  /// {@return the node; a loop with the results that are needed, and all that it carries}
  static OnnxNode of(OnnxNode node, Set<Value> needed) {
    return switch (node.op()) {
      case "Scan" -> lean(node, needed, node.inputs().size() - sequences(node), 0);
      case "Loop" -> lean(node, needed, node.inputs().size() - 2, 1);
      default -> node;
    };
  }

  private static int sequences(OnnxNode node) {
    return node.attributes().entries().get("num_scan_inputs") instanceof Attribute.Whole(long count)
        ? Math.toIntExact(count)
        : 0;
  }

  /// @param conditions how many outputs of the body come before those that are outputs of the node
  private static OnnxNode lean(OnnxNode node, Set<Value> needed, int carries, int conditions) {
    int[] kept =
        IntStream.range(0, node.outputs().size())
            .filter(k -> k < carries || needed.contains(node.outputs().get(k)))
            .toArray();
    Attributes attributes =
        node.attributes()
            .mapBodies(body -> {
              IntStream outputs = IntStream.of(kept).map(k -> k + conditions);
              List<Port> ports =
                  IntStream.concat(IntStream.range(0, conditions), outputs)
                      .mapToObj(body.outputs()::get)
                      .toList();
              return new OnnxGraph(body.inputs(), ports, body.nodes(), body.initializers());
            });
    List<Value> outputs = IntStream.of(kept).mapToObj(node.outputs()::get).toList();
    return new OnnxNode(
        node.op(),
        node.inputs(),
        outputs,
        withDirections(attributes, outputs.size() - carries),
        node.origin());
  }

  /// All results of a scan have one direction.
  private static Attributes withDirections(Attributes attributes, int results) {
    String name = "scan_output_directions";
    return attributes.entries().get(name) instanceof Attribute.Wholes(List<Long> values)
        ? attributes.with(name, values.stream().limit(results).map(Math::toIntExact).toList())
        : attributes;
  }
}

package dev.adjoint.nn.onnx;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// A graph of ONNX: the model's own, or one that a node of control flow runs, which may use the
/// values around it.
///
/// @param inputs what it takes
/// @param outputs what it makes
/// @param nodes the nodes, each after what it needs
/// @param initializers the numbers it holds, by the values that they are
record OnnxGraph(
    List<Port> inputs, List<Port> outputs, List<OnnxNode> nodes, Map<Value, Held> initializers) {
  /// Keeps copies.
  OnnxGraph {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
    nodes = List.copyOf(nodes);
    initializers = Collections.unmodifiableMap(new LinkedHashMap<>(initializers));
  }

  private static String join(List<Port> ports) {
    return ports.stream().map(Port::toString).collect(Collectors.joining(", ", "(", ")"));
  }

  @Override
  public String toString() {
    var text = new StringBuilder(join(inputs)).append(" {\n");
    initializers.forEach(
        (value, held) -> text.append("  ").append(value).append(": ").append(held).append('\n'));
    nodes.forEach(node -> text.append(node.toString().indent(2)));
    return text.append("} ").append(join(outputs)).toString();
  }
}

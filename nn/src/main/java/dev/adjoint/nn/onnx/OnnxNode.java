package dev.adjoint.nn.onnx;

import java.util.List;
import java.util.stream.Collectors;

/// A node of an ONNX graph.
///
/// @param op the name of ONNX's operator
/// @param inputs the values that it is applied to
/// @param outputs the values that it makes
/// @param attributes its attributes
/// @param origin the op that it was made for and the line that built that
record OnnxNode(
    String op, List<Value> inputs, List<Value> outputs, Attributes attributes, String origin) {
  /// Keeps copies of the lists.
  OnnxNode {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }

  /// The graphs that it runs.
  List<OnnxGraph> bodies() {
    return attributes.entries().values().stream()
        .filter(Attribute.Body.class::isInstance)
        .map(body -> ((Attribute.Body) body).graph())
        .toList();
  }

  private static String join(List<Value> values) {
    return values.stream().map(Value::name).collect(Collectors.joining(" "));
  }

  @Override
  public String toString() {
    return "%s = %s%s %s".formatted(join(outputs), op, attributes, join(inputs)).strip();
  }
}

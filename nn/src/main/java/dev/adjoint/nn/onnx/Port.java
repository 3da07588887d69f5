package dev.adjoint.nn.onnx;

import dev.adjoint.array.TensorType;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// An input or output of an ONNX graph.
///
/// @param value the value
/// @param type the type of its elements
/// @param sizes the size of each axis: a number, the name of a size that is known when the model
///   runs, or nothing
record Port(Value value, ElementType type, List<String> sizes) {
  static Port of(Value value, TensorType type) {
    List<String> sizes = Arrays.stream(type.shape().toArray()).mapToObj(String::valueOf).toList();
    return new Port(value, ElementType.of(type.dtype()), sizes);
  }

  static Port scalar(Value value, ElementType type) {
    return new Port(value, type, List.of());
  }

  @Override
  public String toString() {
    return sizes.stream()
        .map(size -> size.isEmpty() ? "?" : size)
        .collect(Collectors.joining(",", value + ": " + type + "[", "]"));
  }
}

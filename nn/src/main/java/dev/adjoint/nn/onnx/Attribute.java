package dev.adjoint.nn.onnx;

import java.util.List;
import java.util.stream.Collectors;

/// The value of an attribute of an ONNX node.
sealed interface Attribute {
  /// A number without a fraction.
  record Whole(long value) implements Attribute {
    @Override
    public String toString() {
      return Long.toString(value);
    }
  }

  /// A number, which ONNX keeps in single precision.
  record Real(float value) implements Attribute {
    @Override
    public String toString() {
      return Float.toString(value);
    }
  }

  /// A word.
  record Text(String value) implements Attribute {
    @Override
    public String toString() {
      return value;
    }
  }

  /// Numbers without fractions.
  record Wholes(List<Long> values) implements Attribute {
    /// Keeps a copy.
    public Wholes {
      values = List.copyOf(values);
    }

    @Override
    public String toString() {
      return values.stream().map(String::valueOf).collect(Collectors.joining(",", "[", "]"));
    }
  }

  /// A graph that the node runs: the body of a loop, a branch.
  record Body(OnnxGraph graph) implements Attribute {
    @Override
    public String toString() {
      return graph.toString();
    }
  }
}

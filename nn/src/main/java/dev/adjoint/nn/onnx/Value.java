package dev.adjoint.nn.onnx;

/// A tensor of the ONNX graph: what a node makes, a graph takes, or an initializer holds.
///
/// @param name its name, which no other value of the model has
public record Value(String name) {
  @Override
  public String toString() {
    return name;
  }
}

package dev.adjoint.graph;

import dev.adjoint.array.TensorType;
import java.util.List;
import java.util.stream.IntStream;

/// One application of an op: the op, the tensors it was applied to, and the tensors it made. Most
/// ops make one tensor.
public final class Node {
  private final Op op;
  private final List<Tensor> inputs;
  private final List<Tensor> outputs;

  private Node(Op op, List<Tensor> inputs, List<TensorType> types) {
    this.op = op;
    this.inputs = inputs;
    this.outputs =
        types.size() == 1
            ? List.of(new Tensor(this, types.getFirst()))
            : IntStream.range(0, types.size())
                .mapToObj(k -> new Tensor(this, types.get(k)))
                .toList();
  }

  /// {@return a new application of an op}
  ///
  /// @param op the op
  /// @param inputs what it is applied to
  /// @throws IllegalArgumentException if the inputs break the op's type rule
  public static Node of(Op op, List<Tensor> inputs) {
    return new Node(op, List.copyOf(inputs), op.types(inputs.stream().map(Tensor::type).toList()));
  }

  /// {@return the same op on other inputs; this very node if they are the same}
  ///
  /// @param others the other inputs
  public Node withInputs(List<Tensor> others) {
    boolean same = others.size() == inputs.size();
    boolean sameTypes = same;
    for (int i = 0; sameTypes && i < others.size(); i++) {
      same &= others.get(i) == inputs.get(i);
      sameTypes = others.get(i).type().equals(inputs.get(i).type());
    }
    if (!sameTypes) {
      return of(op, others);
    }
    return same ? this : new Node(op, List.copyOf(others), types());
  }

  private List<TensorType> types() {
    return outputs.size() == 1
        ? List.of(outputs.getFirst().type())
        : outputs.stream().map(Tensor::type).toList();
  }

  /// {@return the op}
  public Op op() {
    return op;
  }

  /// {@return the tensors that the op was applied to}
  public List<Tensor> inputs() {
    return inputs;
  }

  /// {@return the tensors that the op made}
  public List<Tensor> outputs() {
    return outputs;
  }

  @Override
  public String toString() {
    return op + " " + inputs.stream().map(Tensor::type).toList();
  }
}

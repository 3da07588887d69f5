package dev.adjoint.graph;

import dev.adjoint.array.NDArray;
import dev.adjoint.array.TensorType;
import java.util.List;
import java.util.Locale;

/// One application of an op: the op, the tensors it was applied to, and the tensors it made. Most
/// ops make one tensor.
public final class Node {
  private final Op op;
  private final List<Tensor> inputs;
  private final List<Tensor> outputs;
  private final Source source;
  private final int number;

  /// The number of nodes made so far, for hash codes alone: two threads that make a node at once
  /// may give one number twice.
  private static int made;

  private static int next() {
    return made++;
  }

  private Node(Op op, List<Tensor> inputs, List<TensorType> types, Source source) {
    this.op = op;
    this.inputs = inputs;
    this.source = source;
    this.number = next();
    this.outputs =
        types.size() == 1
            ? List.of(new Tensor(this, types.getFirst()))
            : types.stream().map(type -> new Tensor(this, type)).toList();
  }

  /// The same op on other inputs of the same types.
  private Node(Node like, List<Tensor> inputs) {
    this.op = like.op;
    this.inputs = inputs;
    this.source = like.source;
    this.number = next();
    this.outputs =
        like.outputs.size() == 1
            ? List.of(new Tensor(this, like.outputs.getFirst().type()))
            : like.outputs.stream().map(y -> new Tensor(this, y.type())).toList();
  }

  /// {@return a new application of an op}
  ///
  /// @param op the op
  /// @param inputs what it is applied to
  /// @throws TypeRuleException if the inputs break the op's type rule
  public static Node of(Op op, List<Tensor> inputs) {
    // A node, its inputs and its tensor lie side by side in memory if nothing else is made between
    // them. What looks for the line leaves much behind.
    List<TensorType> types = typesOf(op, inputs);
    Source source = Source.here();
    return new Node(op, copy(inputs), types, source);
  }

  private static List<Tensor> copy(List<Tensor> tensors) {
    return switch (tensors.size()) {
      case 1 -> List.of(tensors.get(0));
      case 2 -> List.of(tensors.get(0), tensors.get(1));
      default -> List.copyOf(tensors);
    };
  }

  private static List<TensorType> typesOf(Op op, List<Tensor> inputs) {
    try {
      return op.types(types(inputs));
    } catch (IllegalArgumentException e) {
      throw TypeRuleException.located(op.name(), inputs, e);
    }
  }

  /// {@return a constant that comes from no line of the program, such as a result or data: to look
  /// for one would take longer than a small program}
  ///
  /// @param value the numbers
  public static Tensor result(NDArray value) {
    var op = new Leaf.Constant(value);
    return new Node(op, List.of(), List.of(value.type()), Source.Unknown.UNKNOWN)
        .outputs.getFirst();
  }

  /// {@return the operands of an op}
  ///
  /// @throws IllegalArgumentException if one is null
  static List<Tensor> present(Op op, Tensor... operands) {
    for (int k = 0; k < operands.length; k++) {
      if (operands[k] == null) {
        String name = op.name().toLowerCase(Locale.ROOT);
        throw new IllegalArgumentException(
            "%s: operand %d is null; every operand must be a tensor%s"
                .formatted(name, k, Source.here().mark(name)));
      }
    }
    return List.of(operands);
  }

  /// {@return the same op on other inputs, from the same line; this very node if they are the same}
  ///
  /// @param others the other inputs
  @SuppressWarnings("ReferenceEquality") // rules ask with the node's own list, which needs no look
  public Node withInputs(List<Tensor> others) {
    if (others == inputs) {
      return this;
    }
    boolean same = others.size() == inputs.size();
    boolean sameTypes = same;
    for (int i = 0; sameTypes && i < others.size(); i++) {
      Tensor other = others.get(i);
      if (other != inputs.get(i)) {
        same = false;
        sameTypes = other.type().equals(inputs.get(i).type());
      }
    }
    if (!sameTypes) {
      return source.build(() -> of(op, others));
    }
    return same ? this : new Node(this, List.copyOf(others));
  }

  private static List<TensorType> types(List<Tensor> tensors) {
    if (tensors.size() == 1) {
      return List.of(tensors.getFirst().type());
    }
    var types = new TensorType[tensors.size()];
    for (int k = 0; k < types.length; k++) {
      types[k] = tensors.get(k).type();
    }
    return List.of(types);
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

  /// {@return where it was applied}
  public Source source() {
    return source;
  }

  /// {@return where its gradient comes from: the line that built this node}
  public Source gradient() {
    return new Source.Gradient(op, source);
  }

  /// Successive, so that tables of a graph's nodes are filled in order; nodes are equal to
  /// themselves alone.
  @Override
  public int hashCode() {
    return number;
  }

  @Override
  public String toString() {
    return op + " " + inputs.stream().map(Tensor::type).toList();
  }
}

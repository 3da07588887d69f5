package dev.adjoint.autodiff;

import static java.util.Collections.singletonList;

import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Composite;
import dev.adjoint.graph.Control;
import dev.adjoint.graph.Elementwise;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Leaf;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Reduction;
import dev.adjoint.graph.Routine;
import dev.adjoint.graph.Source;
import dev.adjoint.graph.Tensor;
import dev.adjoint.graph.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The pullback of one node, by the kind of its op.
final class Pullbacks {
  private Pullbacks() {}

  /// {@return a cotangent for each wanted input, of its type}
  ///
  /// @param node the node
  /// @param wanted the numbers of the inputs, all floating
  /// @param cotangents a cotangent for each output that got one
  /// @throws IllegalStateException if the op's rule returns a wrong type
  static List<Tensor> of(Node node, List<Integer> wanted, List<Optional<Tensor>> cotangents) {
    List<Tensor> found =
        node.op() instanceof Control control
            ? ControlPullbacks.of(control, node, wanted, cotangents)
            : byKind(node, filled(node, cotangents), wanted);
    for (int k = 0; k < wanted.size(); k++) {
      check(node, wanted.get(k), found.get(k));
    }
    return found;
  }

  private static List<Tensor> filled(Node node, List<Optional<Tensor>> cotangents) {
    var filled = new ArrayList<Tensor>(cotangents.size());
    for (int k = 0; k < cotangents.size(); k++) {
      Tensor y = node.outputs().get(k);
      filled.add(cotangents.get(k).orElseGet(() -> Tensor.zeros(y.type())));
    }
    return filled;
  }

  private static List<Tensor> byKind(Node node, List<Tensor> yBars, List<Integer> wanted) {
    List<Tensor> xs = node.inputs();
    Tensor y = node.outputs().getFirst();
    Tensor yBar = yBars.getFirst();
    return switch (node.op()) {
      case Elementwise _ -> wanted.stream().map(k -> elementwise(node, k, yBar)).toList();
      case Reduction op -> singletonList(op.pullback(xs.getFirst(), y, yBar));
      case View op -> singletonList(op.pullback(xs.getFirst(), yBar));
      case Routine op -> op.pullback(wanted, xs, node.outputs(), yBars);
      case Composite.Differentiable op -> op.pullback(wanted, xs, node.outputs(), yBars);
      case Composite op -> throughExpansion(op, node, yBars, wanted);
      case Control op -> throw new IllegalStateException(op + " has a rule of its own");
      case Leaf op -> throw new IllegalStateException(op + " has no inputs");
    };
  }

  /// {@return the cotangent of one operand of an elementwise op}
  ///
  /// @param node the node
  /// @param input the number of the operand
  /// @param yBar the cotangent of its result
  /// @throws IllegalStateException if the op's rule returns a wrong type
  static Tensor elementwise(Node node, int input, Tensor yBar) {
    var op = (Elementwise) node.op();
    Tensor xBar = op.pullback(input, node.inputs(), node.outputs().getFirst(), yBar);
    check(node, input, xBar);
    return xBar;
  }

  /// Differentiates a composite's formula on variables of its own, so that the walk ends at its
  /// inputs. The depth of this recursion is how deeply composites are defined by composites.
  private static List<Tensor> throughExpansion(
      Composite op, Node node, List<Tensor> yBars, List<Integer> wanted) {
    List<Tensor> xs = variables(node.inputs());
    List<Tensor> uBars = variables(yBars);
    Graph expansion = expansion(op, xs, node.outputs());
    List<Tensor> xBars =
        ReverseMode.pullback(expansion.outputs(), uBars, wanted.stream().map(xs::get).toList());
    List<Tensor> arguments = concat(node.inputs(), yBars);
    return Graph.of(concat(xs, uBars), xBars).apply(arguments);
  }

  /// {@return a composite's formula as a graph, which depends on nothing but its inputs}
  static Graph expansion(Composite op, List<Tensor> xs, List<Tensor> outputs) {
    Graph expansion = Graph.of(xs, op.expansion(xs, outputs));
    if (!expansion.freeVariables().isEmpty()) {
      throw new IllegalStateException(
          "expansion of %s depends on a %s that is not among its inputs, so its gradient would be lost; make it an input%s"
              .formatted(op, expansion.freeVariables().getFirst(), Source.here().mark(op)));
    }
    return expansion;
  }

  static List<Tensor> variables(List<Tensor> like) {
    return like.stream().map(x -> Tensor.variable(x.type())).toList();
  }

  /// {@return those tensors that are there}
  static List<Tensor> present(List<Optional<Tensor>> tensors) {
    return tensors.stream().flatMap(Optional::stream).toList();
  }

  /// {@return some lists, one after another}
  @SafeVarargs
  @SuppressWarnings("varargs") // the array is only read
  static <T> List<T> concat(List<T>... parts) {
    var all = new ArrayList<T>();
    List.of(parts).forEach(all::addAll);
    return all;
  }

  private static void check(Node node, int input, Tensor found) {
    TensorType wanted = node.inputs().get(input).type();
    if (found == null || !found.type().equals(wanted)) {
      throw new IllegalStateException(
          "pullback of %s returned %s for input %d of type %s; a cotangent has the type of what it belongs to%s"
              .formatted(
                  node.op(),
                  found == null ? "null" : found.type(),
                  input,
                  wanted,
                  node.source().mark(node.op())));
    }
  }
}

package dev.adjoint.autodiff;

import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Composite;
import dev.adjoint.graph.Elementwise;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Leaf;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Reduction;
import dev.adjoint.graph.Routine;
import dev.adjoint.graph.Tensor;
import dev.adjoint.graph.View;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/// Reverse-mode differentiation: from cotangents of a function's outputs to cotangents of its
/// inputs, by one walk over the nodes in reverse order.
///
/// Cost: at most a small constant times the function itself, however many inputs there are. Source:
/// Griewank and Walther, *Evaluating Derivatives*, 2nd ed. (2008), §3.2.
public final class ReverseMode {
  /// The tensors through which an input can reach an output.
  private final Set<Tensor> active = Collections.newSetFromMap(new IdentityHashMap<>());

  private final Map<Tensor, Tensor> cotangents = new IdentityHashMap<>();

  private ReverseMode() {}

  /// The product of a cotangent with the Jacobian: `x̄ = ȳ · ∂y/∂x`, as formulas.
  ///
  /// @param outputs the outputs of the function
  /// @param cotangents a cotangent for each output, of its type
  /// @param inputs the free variables to differentiate by
  /// @return a cotangent for each input, of its type; zeros where the input does not matter
  /// @throws IllegalStateException if the pullback of an op returns a wrong type
  public static List<Tensor> pullback(
      List<Tensor> outputs, List<Tensor> cotangents, List<Tensor> inputs) {
    var reverse = new ReverseMode();
    Graph graph = Graph.of(inputs, outputs);
    reverse.markActive(graph);
    for (int k = 0; k < outputs.size(); k++) {
      reverse.add(outputs.get(k), cotangents.get(k));
    }
    graph.nodes().reversed().forEach(node -> node.buildGradient(() -> reverse.step(node)));
    return inputs.stream().map(reverse::cotangent).toList();
  }

  private void markActive(Graph graph) {
    graph.inputs().stream().filter(input -> input.type().isFloating()).forEach(active::add);
    for (Node node : graph.nodes()) {
      if (node.inputs().stream().anyMatch(active::contains)) {
        node.outputs().stream().filter(y -> y.type().isFloating()).forEach(active::add);
      }
    }
  }

  private Tensor cotangent(Tensor tensor) {
    Tensor known = cotangents.get(tensor);
    return known != null ? known : Tensor.zeros(tensor.type());
  }

  private void add(Tensor tensor, Tensor cotangent) {
    if (active.contains(tensor)) {
      cotangents.merge(tensor, cotangent, Tensor::plus);
    }
  }

  private void step(Node node) {
    if (node.inputs().isEmpty() || node.outputs().stream().noneMatch(cotangents::containsKey)) {
      return;
    }
    List<Integer> wanted =
        IntStream.range(0, node.inputs().size())
            .filter(k -> active.contains(node.inputs().get(k)))
            .boxed()
            .toList();
    List<Tensor> found = pullback(node, wanted);
    for (int k = 0; k < wanted.size(); k++) {
      Tensor input = node.inputs().get(wanted.get(k));
      check(node, wanted.get(k), found.get(k).type(), input.type());
      add(input, found.get(k));
    }
    // No node that comes later in the walk reads these cotangents: let them go.
    node.outputs().forEach(cotangents::remove);
  }

  private List<Tensor> pullback(Node node, List<Integer> wanted) {
    if (node.op() instanceof Composite composite
        && !(composite instanceof Composite.Differentiable)) {
      return throughExpansion(composite, node, wanted);
    }
    if (node.op() instanceof Routine op) {
      List<Tensor> outputs = node.outputs();
      return op.pullback(
          wanted, node.inputs(), outputs, outputs.stream().map(this::cotangent).toList());
    }
    return wanted.stream().map(input -> pullback(node, input)).toList();
  }

  private Tensor pullback(Node node, int input) {
    List<Tensor> xs = node.inputs();
    Tensor y = node.outputs().getFirst();
    return switch (node.op()) {
      case Elementwise op -> op.pullback(input, xs, y, cotangent(y));
      case Reduction op -> op.pullback(xs.getFirst(), y, cotangent(y));
      case View op -> op.pullback(xs.getFirst(), cotangent(y));
      case Routine op -> throw new IllegalStateException(op + " is asked once for all inputs");
      case Composite.Differentiable op -> op.pullback(input, xs, y, cotangent(y));
      case Composite op -> throw new IllegalStateException(op + " was not expanded");
      case Leaf op -> throw new IllegalStateException(op + " has no inputs");
    };
  }

  /// Differentiates a composite's formula on variables of its own, so that the walk ends at its
  /// inputs. The depth of this recursion is how deeply composites are defined by composites.
  private List<Tensor> throughExpansion(Composite op, Node node, List<Integer> wanted) {
    List<Tensor> xs = node.inputs().stream().map(x -> Tensor.variable(x.type())).toList();
    Tensor yBar = Tensor.variable(node.outputs().getFirst().type());
    Graph expansion = Graph.of(xs, List.of(op.expand(xs)));
    checkClosed(op, expansion);
    List<Tensor> xBars =
        pullback(expansion.outputs(), List.of(yBar), wanted.stream().map(xs::get).toList());
    var variables = new ArrayList<>(xs);
    variables.add(yBar);
    var arguments = new ArrayList<>(node.inputs());
    arguments.add(cotangent(node.outputs().getFirst()));
    return Graph.of(variables, xBars).apply(arguments);
  }

  private static void checkClosed(Composite op, Graph expansion) {
    if (!expansion.freeVariables().isEmpty()) {
      throw new IllegalStateException(
          "expansion of %s depends on a %s that is not among its inputs, so its gradient would be lost; make it an input"
              .formatted(op, expansion.freeVariables().getFirst()));
    }
  }

  private static void check(Node node, int input, TensorType found, TensorType wanted) {
    if (!found.equals(wanted)) {
      throw new IllegalStateException(
          "pullback of %s returned %s for input %d of type %s"
              .formatted(node.op(), found, input, wanted));
    }
  }
}

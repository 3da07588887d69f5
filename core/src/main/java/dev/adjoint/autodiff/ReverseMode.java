package dev.adjoint.autodiff;

import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Tensor;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
  /// @param outputs the outputs of the function; one may be computed from another
  /// @param cotangents a cotangent for each output, of its type
  /// @param inputs the free variables to differentiate by
  /// @return a cotangent for each input, of its type; zeros where the input does not matter
  /// @throws IllegalStateException if the pullback of an op returns a wrong type
  public static List<Tensor> pullback(
      List<Tensor> outputs, List<Tensor> cotangents, List<Tensor> inputs) {
    List<Optional<Tensor>> found = reached(outputs, cotangents, inputs);
    return IntStream.range(0, inputs.size())
        .mapToObj(k -> found.get(k).orElseGet(() -> Tensor.zeros(inputs.get(k).type())))
        .toList();
  }

  /// {@return the same, empty where no cotangent arrives}
  static List<Optional<Tensor>> reached(
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

  private Optional<Tensor> cotangent(Tensor tensor) {
    return Optional.ofNullable(cotangents.get(tensor));
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
    List<Optional<Tensor>> yBars = node.outputs().stream().map(this::cotangent).toList();
    List<Tensor> found = Pullbacks.of(node, wanted, yBars);
    for (int k = 0; k < wanted.size(); k++) {
      add(node.inputs().get(wanted.get(k)), found.get(k));
    }
    // No node that comes later in the walk reads these cotangents: let them go.
    node.outputs().forEach(cotangents::remove);
  }
}

package dev.adjoint.autodiff;

import dev.adjoint.graph.Elementwise;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.IdentityTable;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Rewriting;
import dev.adjoint.graph.Source;
import dev.adjoint.graph.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/// Reverse-mode differentiation: from cotangents of a function's outputs to cotangents of its
/// inputs, by one walk over the nodes in reverse order.
///
/// Cost: at most a small constant times the function itself, however many inputs there are. Source:
/// Griewank and Walther, *Evaluating Derivatives*, 2nd ed. (2008), §3.2.
public final class ReverseMode {
  /// The tensors through which an input can reach an output.
  private final IdentityTable<Tensor, Boolean> active;

  private final IdentityTable<Tensor, Tensor> cotangents = new IdentityTable<>();

  /// What the function's tensors are at the arguments; those that are not there are themselves.
  private final Rewriting at;

  private ReverseMode(IdentityTable<Tensor, Boolean> active, Rewriting at) {
    this.active = active;
    this.at = at;
  }

  /// A function's values at some arguments, and the cotangents of these.
  ///
  /// @param values the function's outputs
  /// @param xBars a cotangent for each input, of its type
  public record Pulled(List<Tensor> values, List<Tensor> xBars) {}

  /// The same as to call the function and its [#pullback], in one walk each way. What is
  /// differentiated by is the function's own variables: an argument that the function also captures
  /// is a constant there.
  ///
  /// @param function the function
  /// @param arguments a tensor for each input, of its type
  /// @param cotangents a cotangent for each output, of its type
  /// @return the values, and the cotangents of the inputs; zeros where the input does not matter
  /// @throws IllegalStateException if the pullback of an op returns a wrong type
  public static Pulled pullback(Graph function, List<Tensor> arguments, List<Tensor> cotangents) {
    var at = new Rewriting();
    List<Tensor> values = function.apply(arguments, at);
    return new Pulled(values, filled(reached(function, at, cotangents), arguments));
  }

  /// The product of a cotangent with the Jacobian: `x̄ = ȳ · ∂y/∂x`, as formulas.
  ///
  /// @param outputs the outputs of the function; one may be computed from another
  /// @param cotangents a cotangent for each output, of its type
  /// @param inputs the free variables to differentiate by
  /// @return a cotangent for each input, of its type; zeros where the input does not matter
  /// @throws IllegalStateException if the pullback of an op returns a wrong type
  public static List<Tensor> pullback(
      List<Tensor> outputs, List<Tensor> cotangents, List<Tensor> inputs) {
    return filled(reached(outputs, cotangents, inputs), inputs);
  }

  private static List<Tensor> filled(List<Optional<Tensor>> found, List<Tensor> inputs) {
    return IntStream.range(0, inputs.size())
        .mapToObj(k -> found.get(k).orElseGet(() -> Tensor.zeros(inputs.get(k).type())))
        .toList();
  }

  /// {@return the same, empty where no cotangent arrives}
  static List<Optional<Tensor>> reached(
      List<Tensor> outputs, List<Tensor> cotangents, List<Tensor> inputs) {
    return reached(Graph.of(inputs, outputs), new Rewriting(), cotangents);
  }

  private static List<Optional<Tensor>> reached(
      Graph graph, Rewriting at, List<Tensor> cotangents) {
    var reverse = new ReverseMode(active(graph), at);
    for (int k = 0; k < cotangents.size(); k++) {
      reverse.add(graph.outputs().get(k), cotangents.get(k));
    }
    return Source.each(from -> reverse.walk(graph, from));
  }

  private List<Optional<Tensor>> walk(Graph graph, Consumer<Source> from) {
    List<Node> nodes = graph.nodes();
    for (int k = nodes.size() - 1; k >= 0; k--) {
      Node node = nodes.get(k);
      if (!node.inputs().isEmpty() && any(node.outputs(), cotangents)) {
        from.accept(node.gradient());
        step(node);
        // No node that comes later in the walk reads these cotangents: let them go.
        for (int i = 0; i < node.outputs().size(); i++) {
          cotangents.put(node.outputs().get(i), null);
        }
      }
    }
    return graph.inputs().stream().map(this::cotangent).toList();
  }

  /// {@return the floating tensors of a graph that depend on its floating inputs}
  static IdentityTable<Tensor, Boolean> active(Graph graph) {
    var active = new IdentityTable<Tensor, Boolean>();
    activate(active, graph.inputs());
    List<Node> nodes = graph.nodes();
    for (int k = 0; k < nodes.size(); k++) {
      if (any(nodes.get(k).inputs(), active)) {
        activate(active, nodes.get(k).outputs());
      }
    }
    return active;
  }

  private static void activate(IdentityTable<Tensor, Boolean> active, List<Tensor> tensors) {
    for (int k = 0; k < tensors.size(); k++) {
      if (tensors.get(k).type().isFloating()) {
        active.put(tensors.get(k), true);
      }
    }
  }

  private static boolean any(List<Tensor> tensors, IdentityTable<Tensor, ?> table) {
    for (int k = 0; k < tensors.size(); k++) {
      if (table.contains(tensors.get(k))) {
        return true;
      }
    }
    return false;
  }

  private Optional<Tensor> cotangent(Tensor tensor) {
    return Optional.ofNullable(cotangents.find(tensor));
  }

  private void add(Tensor tensor, Tensor cotangent) {
    if (active.contains(tensor)) {
      Tensor before = cotangents.find(tensor);
      cotangents.put(tensor, before == null ? cotangent : before.plus(cotangent));
    }
  }

  private void step(Node node) {
    Node here = at.of(node.outputs().getFirst()).node();
    if (here.op() instanceof Elementwise) {
      elementwise(node, here);
      return;
    }
    var wanted = new ArrayList<Integer>();
    for (int k = 0; k < node.inputs().size(); k++) {
      if (active.contains(node.inputs().get(k))) {
        wanted.add(k);
      }
    }
    List<Tensor> found =
        Pullbacks.of(here, wanted, node.outputs().stream().map(this::cotangent).toList());
    for (int k = 0; k < wanted.size(); k++) {
      add(node.inputs().get(wanted.get(k)), found.get(k));
    }
  }

  /// Most nodes of a large graph are such: nothing is collected for them.
  private void elementwise(Node node, Node here) {
    Tensor yBar = cotangents.find(node.outputs().getFirst());
    for (int k = 0; yBar != null && k < node.inputs().size(); k++) {
      if (active.contains(node.inputs().get(k))) {
        add(node.inputs().get(k), Pullbacks.elementwise(here, k, yBar));
      }
    }
  }
}

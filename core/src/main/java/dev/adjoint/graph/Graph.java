package dev.adjoint.graph;

import dev.adjoint.array.TensorType;
import java.util.ArrayList;
import java.util.List;

/// A function as a value: free variables, the tensors computed from them, and every node between,
/// in topological order.
///
/// Its text is one typed line for each node:
///
/// ```
/// (%0: f64[3], %1: f64[]) {
///   %2: f64[3] = BroadcastTo[shape=[3]] %1
///   %3: f64[3] = Mul %0 %2
///   return %3
/// }
/// ```
public final class Graph {
  private final List<Tensor> inputs;
  private final List<Tensor> outputs;
  private final List<Node> nodes;

  /// What passes want to know before they walk over all nodes.
  private final Contents contents;

  private Graph(List<Tensor> inputs, List<Tensor> outputs) {
    this.inputs = inputs;
    this.outputs = outputs;
    this.contents = new Contents();
    this.nodes = Topology.sort(outputs.stream().map(Tensor::node).toList(), contents);
  }

  /// {@return the function from some variables to some tensors}
  ///
  /// @param inputs free variables
  /// @param outputs tensors computed from them; they may also contain other free variables
  /// @throws IllegalArgumentException if an input is not a free variable, or given twice
  public static Graph of(List<Tensor> inputs, List<Tensor> outputs) {
    var seen = new IdentityTable<Tensor, Boolean>();
    for (Tensor input : inputs) {
      if (!input.isVariable() || seen.put(input, true) != null) {
        throw new IllegalArgumentException(
            "a graph's inputs are distinct free variables, but got " + input);
      }
    }
    return new Graph(List.copyOf(inputs), List.copyOf(outputs));
  }

  /// The nodes' inputs, and which kinds of nodes there are.
  private static final class Contents implements Topology.Dependencies<Node> {
    private final List<Tensor> variables = new ArrayList<>();
    private boolean hasComposites;
    private boolean hasControl;

    @Override
    public int count(Node node) {
      return node.inputs().size();
    }

    @Override
    public Node at(Node node, int number) {
      return node.inputs().get(number).node();
    }

    @Override
    public void reach(Node node) {
      Op op = node.op();
      if (op instanceof Elementwise) {
        return; // as most are
      }
      if (op instanceof Leaf.Variable) {
        variables.add(node.outputs().getFirst());
      } else if (op instanceof Composite) {
        hasComposites = true;
      } else if (op instanceof Control) {
        hasControl = true;
      }
    }
  }

  /// {@return the free variables that are this function's arguments}
  public List<Tensor> inputs() {
    return inputs;
  }

  /// {@return the tensors that are this function's results}
  public List<Tensor> outputs() {
    return outputs;
  }

  /// {@return every node that an output needs, each after its inputs}
  public List<Node> nodes() {
    return nodes;
  }

  /// {@return the types of the arguments}
  public List<TensorType> inputTypes() {
    return inputs.stream().map(Tensor::type).toList();
  }

  /// The free variables that are not arguments.
  ///
  /// @return those that some output needs; none in a graph that can run
  public List<Tensor> freeVariables() {
    var bound = new IdentityTable<Tensor, Boolean>();
    inputs.forEach(input -> bound.put(input, true));
    return contents.variables.stream().filter(variable -> !bound.contains(variable)).toList();
  }

  /// {@return whether there is an op with an expansion}
  public boolean hasComposites() {
    return contents.hasComposites;
  }

  /// {@return whether there is a loop or a choice}
  public boolean hasControl() {
    return contents.hasControl;
  }

  /// Calls this function: the same formulas over other tensors. What does not depend on the
  /// arguments is shared, not copied.
  ///
  /// @param arguments a tensor for each input, of its type
  /// @return the results
  /// @throws IllegalArgumentException if the arguments are of other types
  public List<Tensor> apply(List<Tensor> arguments) {
    return apply(arguments, new Rewriting());
  }

  /// Calls this function, and tells what became of the tensors between.
  ///
  /// @param arguments a tensor for each input, of its type
  /// @param rewriting a new one; each node stands there at the arguments
  /// @return the results
  /// @throws IllegalArgumentException if the arguments are of other types
  public List<Tensor> apply(List<Tensor> arguments, Rewriting rewriting) {
    List<TensorType> given = arguments.stream().map(Tensor::type).toList();
    if (!given.equals(inputTypes())) {
      throw new IllegalArgumentException(
          "a graph of inputs " + inputTypes() + " was given " + given);
    }
    if (arguments.equals(inputs)) {
      return outputs;
    }
    for (int i = 0; i < inputs.size(); i++) {
      rewriting.put(inputs.get(i), arguments.get(i));
    }
    return rewriting.apply(this, (node, renewed) -> node.withInputs(renewed).outputs());
  }

  /// {@return the line of one node in this graph's text}
  ///
  /// @param node a node of this graph; what is shown where it is used has no line
  public String line(Node node) {
    return Listing.line(this, node);
  }

  @Override
  public String toString() {
    return Listing.of(this);
  }
}

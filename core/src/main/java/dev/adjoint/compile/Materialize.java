package dev.adjoint.compile;

import dev.adjoint.array.Layout;
import dev.adjoint.graph.Control;
import dev.adjoint.graph.Elementwise;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.IdentityTable;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Rewriting;
import dev.adjoint.graph.Routine;
import dev.adjoint.graph.Tensor;
import dev.adjoint.graph.View;
import dev.adjoint.rewrite.Pass;
import java.util.List;
import java.util.Optional;

/// Puts a [Copy] before whatever cannot read a view in place: a view that strides cannot say, a
/// routine, a result. After this pass every view has a layout over the tensor it is taken of.
final class Materialize implements Pass {
  /// Copies are shared: one for each view that needs one.
  private final IdentityTable<Tensor, Tensor> copies = new IdentityTable<>();

  /// The layout of each view over its base; other tensors are contiguous.
  private final IdentityTable<Tensor, Layout> views = new IdentityTable<>();

  /// Most graphs stay as they are: a walk that only looks is a fraction of one that rewrites.
  @Override
  public Graph apply(Graph graph) {
    return isInPlace(graph) ? graph : copied(graph);
  }

  private boolean isInPlace(Graph graph) {
    List<Node> nodes = graph.nodes();
    for (int k = 0; k < nodes.size(); k++) {
      if (!(nodes.get(k).op() instanceof Elementwise) && !isInPlace(nodes.get(k))) {
        return false;
      }
    }
    return graph.outputs().stream().allMatch(this::isWhole);
  }

  private boolean isInPlace(Node node) {
    return switch (node.op()) {
      case View view -> {
        Optional<Layout> layout = view.layout(layout(node.inputs().getFirst()));
        layout.ifPresent(known -> views.put(node.outputs().getFirst(), known));
        yield layout.isPresent();
      }
      case Routine.Contraction _ -> true;
      case Routine _, Control _ -> node.inputs().stream().allMatch(x -> layout(x).isContiguous());
      default -> true;
    };
  }

  private Graph copied(Graph graph) {
    List<Tensor> outputs = new Rewriting().apply(graph, this::rewrite);
    List<Tensor> whole = outputs.stream().map(this::whole).toList();
    return whole.equals(graph.outputs()) ? graph : Graph.of(graph.inputs(), whole);
  }

  private Layout layout(Tensor tensor) {
    Layout view = views.find(tensor);
    return view != null ? view : Layout.contiguous(tensor.shape());
  }

  private List<Tensor> rewrite(Node node, List<Tensor> inputs) {
    return switch (node.op()) {
      case View view -> List.of(view(view, node, inputs.getFirst()));
      case Routine.Contraction _ -> node.withInputs(inputs).outputs();
      case Routine _, Control _ ->
          node.withInputs(inputs.stream().map(this::contiguous).toList()).outputs();
      default -> node.withInputs(inputs).outputs();
    };
  }

  private Tensor view(View view, Node node, Tensor x) {
    Optional<Layout> direct = view.layout(layout(x));
    Tensor source = direct.isPresent() ? x : copy(x);
    Layout layout =
        direct
            .or(() -> view.layout(Layout.contiguous(x.shape())))
            .orElseThrow(() ->
                new IllegalStateException(view + " has no layout for contiguous " + x.type()));
    Tensor result = node.withInputs(List.of(source)).outputs().getFirst();
    views.put(result, layout);
    return result;
  }

  private Tensor contiguous(Tensor x) {
    return layout(x).isContiguous() ? x : copy(x);
  }

  private Tensor whole(Tensor x) {
    return isWhole(x) ? x : copy(x);
  }

  /// A result is all of its base's elements in order, so that it can take the base's memory.
  private boolean isWhole(Tensor x) {
    Tensor base = Places.base(x);
    boolean all = base.type().count() == x.type().count() && layout(x).offset() == 0;
    return all && layout(x).isContiguous();
  }

  private Tensor copy(Tensor x) {
    Tensor known = copies.find(x);
    if (known != null) {
      return known;
    }
    Tensor copy = x.node().source().build(() -> new Copy().on(x));
    copies.put(x, copy);
    return copy;
  }
}

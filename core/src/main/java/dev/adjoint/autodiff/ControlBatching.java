package dev.adjoint.autodiff;

import static dev.adjoint.autodiff.Pullbacks.concat;

import dev.adjoint.graph.Batch;
import dev.adjoint.graph.Composite;
import dev.adjoint.graph.Cond;
import dev.adjoint.graph.Control;
import dev.adjoint.graph.Elementwise;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Leaf;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Reduction;
import dev.adjoint.graph.Routine;
import dev.adjoint.graph.Scan;
import dev.adjoint.graph.Tensor;
import dev.adjoint.graph.View;
import dev.adjoint.graph.While;
import java.util.List;
import java.util.stream.IntStream;

/// Batches of loops and choices. A loop of a batch is one loop over batches; where the elements
/// part company (a number of steps or a condition of their own), those that are done keep their
/// values while the others go on; if these run while loops, one element runs after another.
final class ControlBatching {
  private ControlBatching() {}

  /// {@return the outputs, and which of them have the batch's axis}
  static Batch of(Control control, Node node, Batch batch) {
    return switch (control) {
      case Scan scan when scan.counted() && batch.isMapped(0) ->
          mayNotEnd(scan.body()) ? apart(node, batch) : ScanBatching.counted(scan, batch);
      case Scan scan -> ScanBatching.of(scan, batch);
      case While loop ->
          WhileBatching.together(loop, batch)
              .orElseGet(() ->
                  mayNotEnd(loop.body()) ? apart(node, batch) : WhileBatching.parting(loop, batch));
      case Cond cond when batch.isMapped(0) ->
          mayNotEnd(cond.whenTrue()) || mayNotEnd(cond.whenFalse())
              ? apart(node, batch)
              : CondBatching.both(cond, batch);
      case Cond cond -> CondBatching.of(cond, batch);
    };
  }

  /// {@return whether a while loop is in a graph, which must not run in vain: it may not end}
  private static boolean mayNotEnd(Graph graph) {
    return graph.nodes().stream()
        .anyMatch(node ->
            switch (node.op()) {
              case While _ -> true;
              case Control control ->
                  control.graphs().stream().anyMatch(ControlBatching::mayNotEnd);
              case Composite op ->
                  mayNotEnd(
                      Pullbacks.expansion(op, Pullbacks.variables(node.inputs()), node.outputs()));
              case Leaf _, Elementwise _, Reduction _, View _, Routine _ -> false;
            });
  }

  private static Batch apart(Node node, Batch batch) {
    List<Tensor> outputs = loop(node, batch);
    return new Batch(outputs, outputs.stream().map(_ -> true).toList(), batch.size());
  }

  /// {@return the outputs of an op that is run for one element of the batch after another}
  static List<Tensor> loop(Node node, Batch batch) {
    int n = batch.inputs().size();
    List<Integer> mapped = IntStream.range(0, n).filter(batch::isMapped).boxed().toList();
    List<Integer> shared = IntStream.range(0, n).filter(k -> !batch.isMapped(k)).boxed().toList();
    List<Tensor> xs = Pullbacks.variables(node.inputs());
    List<Tensor> variables =
        concat(mapped.stream().map(xs::get).toList(), shared.stream().map(xs::get).toList());
    Graph body = Graph.of(variables, node.withInputs(xs).outputs());
    Scan scan =
        new Scan(body, 0, mapped.size(), batch.size(), false, false, List.of()).saving(List.of());
    List<Tensor> inputs =
        concat(
            mapped.stream().map(batch::input).toList(), shared.stream().map(batch::input).toList());
    return Node.of(scan, inputs).outputs().subList(0, node.outputs().size());
  }
}

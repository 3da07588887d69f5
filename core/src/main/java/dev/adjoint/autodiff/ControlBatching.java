package dev.adjoint.autodiff;

import static dev.adjoint.autodiff.Pullbacks.concat;

import dev.adjoint.graph.Batch;
import dev.adjoint.graph.Cond;
import dev.adjoint.graph.Control;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Scan;
import dev.adjoint.graph.Tensor;
import dev.adjoint.graph.While;
import java.util.List;
import java.util.stream.IntStream;

/// Batches of loops and choices. A loop of a batch is one loop over batches; where the elements
/// part company (a number of steps or a condition of their own), those that are done keep their
/// values while the others go on.
final class ControlBatching {
  private ControlBatching() {}

  /// {@return the outputs, and which of them have the batch's axis}
  static Batch of(Control control, Batch batch) {
    return switch (control) {
      case Scan scan when scan.counted() && batch.isMapped(0) -> ScanBatching.counted(scan, batch);
      case Scan scan -> ScanBatching.of(scan, batch);
      case While loop -> WhileBatching.of(loop, batch);
      case Cond cond when batch.isMapped(0) -> CondBatching.both(cond, batch);
      case Cond cond -> CondBatching.of(cond, batch);
    };
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

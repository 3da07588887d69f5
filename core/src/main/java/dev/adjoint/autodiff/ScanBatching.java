package dev.adjoint.autodiff;

import static dev.adjoint.autodiff.Pullbacks.concat;
import static java.util.Objects.requireNonNull;

import dev.adjoint.graph.Batch;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Scan;
import dev.adjoint.graph.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// A scan of a batch: one scan over batches.
final class ScanBatching {
  private ScanBatching() {}

  static Batch of(Scan scan, Batch batch) {
    int first = scan.firstCarry();
    int c = scan.carries();
    int n = batch.inputs().size();
    List<Tensor> ys = scan.body().outputs();
    BatchedBody body =
        BatchedBody.of(
            scan.step(), ys.subList(0, c), batch.mapped().subList(first, n), batch.size());
    List<Tensor> formulas =
        concat(body.updates(ys.subList(0, c)), body.values(ys.subList(c, ys.size())));
    Scan op =
        new Scan(
                Graph.of(body.inputs(), formulas),
                c,
                scan.sequences(),
                scan.length(),
                scan.reversed(),
                scan.counted(),
                List.of())
            .saving(body.values(scan.saved()));
    List<Tensor> inputs =
        concat(
            batch.inputs().subList(0, first),
            body.firsts(batch, first, c),
            stepsFirst(batch, first + c, scan.sequences()),
            batch.inputs().subList(first + c + scan.sequences(), n));
    return outputs(scan, op, Node.of(op, inputs), body);
  }

  private static List<Tensor> stepsFirst(Batch batch, int from, int count) {
    return IntStream.range(from, from + count)
        .mapToObj(k -> batch.isMapped(k) ? swapped(batch.input(k)) : batch.input(k))
        .toList();
  }

  /// The axes of the batch and of the steps, exchanged.
  private static Tensor swapped(Tensor x) {
    int[] order = IntStream.range(0, x.shape().rank()).toArray();
    order[0] = 1;
    order[1] = 0;
    return x.transpose(order);
  }

  private static Batch outputs(Scan old, Scan op, Node node, BatchedBody body) {
    var outputs = new ArrayList<Tensor>();
    var mapped = new ArrayList<Boolean>();
    for (int k = 0; k < old.carries(); k++) {
      outputs.add(node.outputs().get(k));
      mapped.add(body.mapped().get(k));
    }
    Map<Tensor, Tensor> stacks = op.stacks(node);
    List<Tensor> before = old.step().outputs();
    for (int k = old.carries(); k < before.size(); k++) {
      boolean hasAxis = body.batching().isMapped(before.get(k));
      Tensor stacked = requireNonNull(stacks.get(body.batching().value(before.get(k))));
      outputs.add(hasAxis ? swapped(stacked) : stacked);
      mapped.add(hasAxis);
    }
    return new Batch(outputs, mapped, body.batching().size());
  }

  /// Elements with a number of steps of their own: as many steps as the longest needs, of a body
  /// that keeps the carries of those that are done and makes zeros of their results.
  static Batch counted(Scan scan, Batch batch) {
    Batch all = of(MaskedScan.of(scan), MaskedScan.inputs(scan, batch));
    return new Batch(
        without(all.inputs(), scan.carries()), without(all.mapped(), scan.carries()), all.size());
  }

  private static <T> List<T> without(List<T> list, int index) {
    var rest = new ArrayList<>(list);
    rest.remove(index);
    return rest;
  }
}

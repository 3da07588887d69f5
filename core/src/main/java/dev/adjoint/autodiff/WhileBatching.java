package dev.adjoint.autodiff;

import static dev.adjoint.autodiff.Pullbacks.concat;

import dev.adjoint.array.DType;
import dev.adjoint.array.Shape;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Batch;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Tensor;
import dev.adjoint.graph.While;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// A while loop of a batch: one loop over batches.
final class WhileBatching {
  private WhileBatching() {}

  static Batch of(While loop, Batch batch) {
    int c = loop.carries();
    int n = batch.inputs().size();
    List<Tensor> ys = loop.body().outputs();
    BatchedBody body = BatchedBody.of(loop.body(), ys, batch.mapped(), batch.size());
    BatchedBody asks = BatchedBody.with(loop.condition(), body.mapped(), batch.size());
    Tensor holds = loop.condition().outputs().getFirst();
    if (asks.batching().isMapped(holds)) {
      return parting(loop, batch);
    }
    var op =
        new While(
            Graph.of(asks.inputs(), List.of(asks.batching().value(holds))),
            Graph.of(body.inputs(), body.updates(ys)),
            c,
            loop.limit());
    List<Tensor> outputs =
        Node.of(op, concat(body.firsts(batch, 0, c), batch.inputs().subList(c, n))).outputs();
    var mapped = new ArrayList<>(body.mapped().subList(0, c));
    mapped.add(false);
    return new Batch(outputs, mapped, batch.size());
  }

  /// Elements with a condition of their own: the loop goes on while any holds, and counts the steps
  /// of each.
  private static Batch parting(While loop, Batch batch) {
    int c = loop.carries();
    int n = batch.inputs().size();
    var mapped = new ArrayList<>(batch.mapped());
    IntStream.range(0, c).forEach(k -> mapped.set(k, true));
    BatchedBody body = BatchedBody.with(loop.body(), mapped, batch.size());
    BatchedBody asks = BatchedBody.with(loop.condition(), mapped, batch.size());
    var counts = new TensorType(DType.INT32, Shape.of(batch.size()));
    Tensor before = Tensor.variable(counts);
    List<Tensor> xs = body.inputs();
    Tensor holds =
        Batching.of(loop.condition(), xs, mapped, batch.size())
            .whole(loop.condition().outputs().getFirst());
    List<Tensor> updates = new ArrayList<>();
    for (int k = 0; k < c; k++) {
      Tensor now = body.batching().whole(loop.body().outputs().get(k));
      updates.add(Masks.choose(holds, now, xs.get(k)));
    }
    updates.add(before.plus(holds.cast(DType.INT32)));
    Tensor any = Masks.any(asks.batching().whole(loop.condition().outputs().getFirst()));
    var op =
        new While(
            Graph.of(with(asks.inputs(), c, Tensor.variable(counts)), List.of(any)),
            Graph.of(with(xs, c, before), updates),
            c + 1,
            loop.limit());
    List<Tensor> inputs =
        concat(
            IntStream.range(0, c).mapToObj(batch::whole).toList(),
            List.of(Tensor.zeros(counts)),
            batch.inputs().subList(c, n));
    List<Tensor> outputs = Node.of(op, inputs).outputs().subList(0, c + 1);
    return new Batch(outputs, outputs.stream().map(_ -> true).toList(), batch.size());
  }

  private static List<Tensor> with(List<Tensor> inputs, int at, Tensor further) {
    return concat(inputs.subList(0, at), List.of(further), inputs.subList(at, inputs.size()));
  }
}

package dev.adjoint.autodiff;

import dev.adjoint.graph.Batch;
import dev.adjoint.graph.Cond;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Tensor;
import java.util.List;
import java.util.stream.IntStream;

/// A choice of a batch.
final class CondBatching {
  private CondBatching() {}

  static Batch of(Cond cond, Batch batch) {
    List<Boolean> flags = batch.mapped().subList(1, batch.mapped().size());
    BatchedBody yes = BatchedBody.with(cond.whenTrue(), flags, batch.size());
    BatchedBody no = BatchedBody.with(cond.whenFalse(), flags, batch.size());
    List<Boolean> mapped =
        IntStream.range(0, cond.whenTrue().outputs().size())
            .mapToObj(k ->
                yes.batching().isMapped(cond.whenTrue().outputs().get(k))
                    || no.batching().isMapped(cond.whenFalse().outputs().get(k)))
            .toList();
    var op = new Cond(branch(yes, cond.whenTrue(), mapped), branch(no, cond.whenFalse(), mapped));
    return new Batch(Node.of(op, batch.inputs()).outputs(), mapped, batch.size());
  }

  private static Graph branch(BatchedBody body, Graph graph, List<Boolean> mapped) {
    List<Tensor> outputs =
        IntStream.range(0, mapped.size())
            .mapToObj(k -> {
              Tensor y = graph.outputs().get(k);
              return mapped.get(k) ? body.batching().whole(y) : body.batching().value(y);
            })
            .toList();
    return Graph.of(body.inputs(), outputs);
  }

  /// Elements that choose differently: both branches are computed, and each element takes its own.
  static Batch both(Cond cond, Batch batch) {
    List<Tensor> inputs = batch.inputs().subList(1, batch.inputs().size());
    List<Boolean> flags = batch.mapped().subList(1, batch.mapped().size());
    Batching yes = Batching.of(cond.whenTrue(), inputs, flags, batch.size());
    Batching no = Batching.of(cond.whenFalse(), inputs, flags, batch.size());
    List<Tensor> outputs =
        IntStream.range(0, cond.whenTrue().outputs().size())
            .mapToObj(k ->
                Masks.choose(
                    batch.input(0),
                    yes.whole(cond.whenTrue().outputs().get(k)),
                    no.whole(cond.whenFalse().outputs().get(k))))
            .toList();
    return new Batch(outputs, outputs.stream().map(_ -> true).toList(), batch.size());
  }
}

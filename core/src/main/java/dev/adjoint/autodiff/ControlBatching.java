package dev.adjoint.autodiff;

import static dev.adjoint.autodiff.Pullbacks.concat;

import dev.adjoint.array.DType;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Batch;
import dev.adjoint.graph.Cond;
import dev.adjoint.graph.Control;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Scan;
import dev.adjoint.graph.Tensor;
import dev.adjoint.graph.While;
import java.util.ArrayList;
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
      case Scan scan when scan.counted() && batch.isMapped(0) -> counted(scan, batch);
      case Scan scan -> scan(scan, batch);
      case While loop -> loop(loop, batch);
      case Cond cond when batch.isMapped(0) -> both(cond, batch);
      case Cond cond -> cond(cond, batch);
    };
  }

  /// {@return the outputs of an op that is run for one element of the batch after another}
  static List<Tensor> loop(Node node, Batch batch) {
    int n = batch.inputs().size();
    List<Integer> mapped = IntStream.range(0, n).filter(batch::isMapped).boxed().toList();
    List<Integer> shared =
        IntStream.range(0, n).filter(k -> !batch.isMapped(k)).boxed().toList();
    List<Tensor> xs = Pullbacks.variables(node.inputs());
    List<Tensor> variables =
        concat(mapped.stream().map(xs::get).toList(), shared.stream().map(xs::get).toList());
    Graph body = Graph.of(variables, node.withInputs(xs).outputs());
    Scan scan =
        new Scan(body, 0, mapped.size(), batch.size(), false, false, List.of())
            .saving(List.of());
    List<Tensor> inputs =
        concat(
            mapped.stream().map(batch::input).toList(),
            shared.stream().map(batch::input).toList());
    return Node.of(scan, inputs).outputs().subList(0, node.outputs().size());
  }

  /// A body of batches, and which of its inputs have the axis.
  private record Body(List<Tensor> inputs, List<Boolean> mapped, Batching batching) {
    /// Carries have the axis if they have it before the first step or after any.
    static Body of(Graph step, List<Tensor> updates, List<Boolean> flags, int size) {
      var mapped = new ArrayList<>(flags);
      while (true) {
        Body body = with(step, List.copyOf(mapped), size);
        boolean stable = true;
        for (int k = 0; k < updates.size(); k++) {
          if (!mapped.get(k) && body.batching().isMapped(updates.get(k))) {
            mapped.set(k, true);
            stable = false;
          }
        }
        if (stable) {
          return body;
        }
      }
    }

    private static Body with(Graph graph, List<Boolean> mapped, int size) {
      List<Tensor> inputs =
          IntStream.range(0, mapped.size())
              .mapToObj(k -> variable(graph.inputs().get(k).type(), mapped.get(k), size))
              .toList();
      return new Body(inputs, mapped, Batching.of(graph, inputs, mapped, size));
    }

    private static Tensor variable(TensorType type, boolean mapped, int size) {
      return Tensor.variable(mapped ? type.withShape(type.shape().prepend(size)) : type);
    }

    List<Tensor> updates(List<Tensor> carries) {
      return IntStream.range(0, carries.size())
          .mapToObj(
              k ->
                  mapped.get(k)
                      ? batching.whole(carries.get(k))
                      : batching.value(carries.get(k)))
          .toList();
    }

    List<Tensor> values(List<Tensor> tensors) {
      return tensors.stream().map(batching::value).toList();
    }

    /// The first carries, which all have the axis that they have later.
    List<Tensor> firsts(Batch given, int first, int carries) {
      return IntStream.range(0, carries)
          .mapToObj(k -> mapped.get(k) ? given.whole(first + k) : given.input(first + k))
          .toList();
    }
  }

  private static Batch scan(Scan scan, Batch batch) {
    int first = scan.firstCarry();
    int c = scan.carries();
    int n = batch.inputs().size();
    List<Tensor> ys = scan.body().outputs();
    Body body =
        Body.of(scan.step(), ys.subList(0, c), batch.mapped().subList(first, n), batch.size());
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

  private static Batch outputs(Scan old, Scan op, Node node, Body body) {
    var outputs = new ArrayList<Tensor>();
    var mapped = new ArrayList<Boolean>();
    for (int k = 0; k < old.carries(); k++) {
      outputs.add(node.outputs().get(k));
      mapped.add(body.mapped().get(k));
    }
    List<Tensor> steps = op.step().outputs();
    List<Tensor> before = old.step().outputs();
    for (int k = old.carries(); k < before.size(); k++) {
      boolean hasAxis = body.batching().isMapped(before.get(k));
      int at = place(steps, old.carries(), body.batching().value(before.get(k)));
      Tensor stacked = node.outputs().get(at);
      outputs.add(hasAxis ? swapped(stacked) : stacked);
      mapped.add(hasAxis);
    }
    return new Batch(outputs, mapped, body.batching().size());
  }

  private static int place(List<Tensor> steps, int from, Tensor wanted) {
    for (int k = from; k < steps.size(); k++) {
      if (steps.get(k) == wanted) {
        return k;
      }
    }
    throw new IllegalStateException(wanted + " is not among the results of a batched scan");
  }

  /// Elements with a number of steps of their own: as many steps as the longest needs, of a body
  /// that keeps the carries of those that are done and makes zeros of their results.
  private static Batch counted(Scan scan, Batch batch) {
    Batch all = scan(MaskedScan.of(scan), MaskedScan.inputs(scan, batch));
    return new Batch(
        without(all.inputs(), scan.carries()), without(all.mapped(), scan.carries()), all.size());
  }

  private static <T> List<T> without(List<T> list, int index) {
    var rest = new ArrayList<>(list);
    rest.remove(index);
    return rest;
  }

  private static Batch loop(While loop, Batch batch) {
    int c = loop.carries();
    int n = batch.inputs().size();
    List<Tensor> ys = loop.body().outputs();
    Body body = Body.of(loop.body(), ys, batch.mapped(), batch.size());
    Body asks = Body.with(loop.condition(), body.mapped(), batch.size());
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
    Body body = Body.with(loop.body(), mapped, batch.size());
    Body asks = Body.with(loop.condition(), mapped, batch.size());
    var counts = new TensorType(DType.INT32, dev.adjoint.array.Shape.of(batch.size()));
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

  private static Batch cond(Cond cond, Batch batch) {
    List<Boolean> flags = batch.mapped().subList(1, batch.mapped().size());
    Body yes = Body.with(cond.whenTrue(), flags, batch.size());
    Body no = Body.with(cond.whenFalse(), flags, batch.size());
    List<Boolean> mapped =
        IntStream.range(0, cond.whenTrue().outputs().size())
            .mapToObj(
                k ->
                    yes.batching().isMapped(cond.whenTrue().outputs().get(k))
                        || no.batching().isMapped(cond.whenFalse().outputs().get(k)))
            .toList();
    var op =
        new Cond(branch(yes, cond.whenTrue(), mapped), branch(no, cond.whenFalse(), mapped));
    return new Batch(Node.of(op, batch.inputs()).outputs(), mapped, batch.size());
  }

  private static Graph branch(Body body, Graph graph, List<Boolean> mapped) {
    List<Tensor> outputs =
        IntStream.range(0, mapped.size())
            .mapToObj(
                k -> {
                  Tensor y = graph.outputs().get(k);
                  return mapped.get(k) ? body.batching().whole(y) : body.batching().value(y);
                })
            .toList();
    return Graph.of(body.inputs(), outputs);
  }

  /// Elements that choose differently: both branches are computed, and each element takes its own.
  private static Batch both(Cond cond, Batch batch) {
    List<Tensor> inputs = batch.inputs().subList(1, batch.inputs().size());
    List<Boolean> flags = batch.mapped().subList(1, batch.mapped().size());
    Batching yes = Batching.of(cond.whenTrue(), inputs, flags, batch.size());
    Batching no = Batching.of(cond.whenFalse(), inputs, flags, batch.size());
    List<Tensor> outputs =
        IntStream.range(0, cond.whenTrue().outputs().size())
            .mapToObj(
                k ->
                    Masks.choose(
                        batch.input(0),
                        yes.whole(cond.whenTrue().outputs().get(k)),
                        no.whole(cond.whenFalse().outputs().get(k))))
            .toList();
    return new Batch(outputs, outputs.stream().map(_ -> true).toList(), batch.size());
  }
}

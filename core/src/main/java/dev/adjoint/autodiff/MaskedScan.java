package dev.adjoint.autodiff;

import static dev.adjoint.autodiff.Pullbacks.concat;

import dev.adjoint.array.DType;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Batch;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Scan;
import dev.adjoint.graph.Tensor;
import java.util.ArrayList;
import java.util.List;

/// A counted scan of one element as part of a batch whose elements have numbers of steps of their
/// own: it runs as often as the longest needs, keeps the carries of an element that is done, and
/// makes zeros of its results.
///
/// The masked scan carries the number of the step, last of its carries, and shares the element's
/// own number of steps, last of its inputs.
final class MaskedScan {
  private static final TensorType NUMBER = TensorType.of(DType.INT32);

  private MaskedScan() {}

  static Scan of(Scan scan) {
    List<Tensor> xs = scan.body().inputs();
    int c = scan.carries();
    Tensor index = Tensor.variable(NUMBER);
    Tensor count = Tensor.variable(NUMBER);
    Tensor active = Masks.isBelow(index, count);
    List<Tensor> updates = new ArrayList<>();
    for (int k = 0; k < c; k++) {
      updates.add(Masks.choose(active, scan.body().outputs().get(k), xs.get(k)));
    }
    updates.add(scan.reversed() ? index.minus(1) : index.plus(1));
    List<Tensor> results = masked(active, scan.body().outputs().subList(c, c + scan.results()));
    return new Scan(
        Graph.of(
            concat(xs.subList(0, c), List.of(index), xs.subList(c, xs.size()), List.of(count)),
            concat(updates, results)),
        c + 1,
        scan.sequences(),
        scan.length(),
        scan.reversed(),
        true,
        masked(active, scan.saved()));
  }

  private static List<Tensor> masked(Tensor active, List<Tensor> tensors) {
    return tensors.stream().map(y -> Masks.choose(active, y, Tensor.zeros(y.type()))).toList();
  }

  /// {@return the inputs of the masked scan}
  ///
  /// @param scan the scan of one element
  /// @param batch its inputs, the first with the batch's axis
  static Batch inputs(Scan scan, Batch batch) {
    int c = 1 + scan.carries();
    int n = batch.inputs().size();
    Tensor counts = batch.input(0);
    Tensor most = Masks.most(counts);
    Tensor index = scan.reversed() ? most.minus(1) : Tensor.zeros(NUMBER);
    return new Batch(
        concat(
            List.of(most),
            batch.inputs().subList(1, c),
            List.of(index),
            batch.inputs().subList(c, n),
            List.of(counts)),
        flags(batch, c, n),
        batch.size());
  }

  private static List<Boolean> flags(Batch batch, int c, int n) {
    var flags = new ArrayList<Boolean>();
    flags.add(false);
    flags.addAll(batch.mapped().subList(1, c));
    flags.add(false);
    flags.addAll(batch.mapped().subList(c, n));
    flags.add(true);
    return flags;
  }
}

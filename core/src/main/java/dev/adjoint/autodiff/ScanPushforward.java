package dev.adjoint.autodiff;

import static dev.adjoint.autodiff.Pullbacks.concat;

import dev.adjoint.autodiff.ForwardMode.Dual;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Scan;
import dev.adjoint.graph.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Forward mode through a scan: one scan of values and tangents.
final class ScanPushforward {
  private ScanPushforward() {}

  static List<Dual> of(Scan scan, List<Tensor> inputs, List<Optional<Tensor>> tangents) {
    int count = scan.firstCarry();
    int c = scan.carries();
    int x = c + scan.sequences();
    int n = scan.body().inputs().size();
    List<Tensor> given = inputs.subList(count, inputs.size());
    List<Optional<Tensor>> arrive = tangents.subList(count, inputs.size());
    List<Tensor> xs = scan.body().inputs();
    List<Tensor> ys = scan.body().outputs();
    List<Optional<Tensor>> dots = ControlPushforwards.variablesOf(xs, arrive);
    ForwardMode forward = ControlPushforwards.body(scan.step(), c, ys, dots);
    List<Tensor> updates = new ArrayList<>(forward.values(ys.subList(0, c)));
    IntStream.range(0, c)
        .filter(k -> dots.get(k).isPresent())
        .forEach(k -> updates.add(forward.dual(ys.get(k)).filled()));
    List<Tensor> results = ys.subList(c, ys.size());
    List<Tensor> formulas =
        concat(
            updates,
            forward.values(results),
            ControlPushforwards.present(tangents(forward, results)));
    List<Tensor> kept =
        concat(
            forward.values(scan.saved()),
            ControlPushforwards.present(tangents(forward, scan.saved())));
    List<Tensor> variables =
        concat(
            xs.subList(0, c),
            ControlPushforwards.present(dots.subList(0, c)),
            xs.subList(c, x),
            ControlPushforwards.present(dots.subList(c, x)),
            xs.subList(x, n),
            ControlPushforwards.present(dots.subList(x, n)));
    Scan joint =
        new Scan(
                Graph.of(variables, formulas),
                updates.size(),
                x - c + ControlPushforwards.present(dots.subList(c, x)).size(),
                scan.length(),
                scan.reversed(),
                scan.counted(),
                List.of())
            .saving(kept);
    Node node =
        Node.of(
            joint,
            concat(
                inputs.subList(0, count),
                given.subList(0, c),
                ControlPushforwards.firsts(dots.subList(0, c), given, arrive),
                given.subList(c, x),
                ControlPushforwards.present(arrive.subList(c, x)),
                given.subList(x, n),
                ControlPushforwards.present(arrive.subList(x, n))));
    List<Dual> duals = new ArrayList<>(ControlPushforwards.carried(node, dots.subList(0, c)));
    List<Tensor> steps = joint.step().outputs();
    Stream.concat(results.stream(), scan.saved().stream())
        .map(forward::dual)
        .map(dual ->
            new Dual(
                stacked(node, steps, updates.size(), dual.value()),
                dual.tangent().map(t -> stacked(node, steps, updates.size(), t))))
        .forEach(duals::add);
    return duals;
  }

  private static List<Optional<Tensor>> tangents(ForwardMode forward, List<Tensor> tensors) {
    return tensors.stream().map(forward::tangent).toList();
  }

  /// The output of a scan that stacks a tensor of its body.
  private static Tensor stacked(Node node, List<Tensor> steps, int carries, Tensor element) {
    for (int k = carries; k < steps.size(); k++) {
      if (steps.get(k) == element) {
        return node.outputs().get(k);
      }
    }
    throw new IllegalStateException(element + " is no result of " + node);
  }
}

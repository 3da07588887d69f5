package dev.adjoint.autodiff;

import static dev.adjoint.autodiff.Pullbacks.concat;

import dev.adjoint.autodiff.ForwardMode.Dual;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Scan;
import dev.adjoint.graph.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Forward mode through a scan: one scan of values and tangents.
final class ScanPushforward {
  private ScanPushforward() {}

  static List<Dual> of(Scan scan, List<Tensor> inputs, List<Optional<Tensor>> tangents) {
    int first = scan.firstCarry();
    MovingBody body =
        MovingBody.of(
            scan.step(),
            scan.body().outputs().subList(0, scan.carries()),
            tangents.subList(first, tangents.size()));
    Scan joint = joint(scan, body);
    List<Tensor> given = inputs.subList(first, inputs.size());
    Node node = Node.of(joint, concat(inputs.subList(0, first), arguments(scan, body, given)));
    return concat(body.carried(node), stacked(scan, body, node, joint.stacks(node)));
  }

  private static Scan joint(Scan scan, MovingBody body) {
    int c = scan.carries();
    int x = c + scan.sequences();
    List<Tensor> sequences = body.inputs(c, x);
    List<Tensor> after = body.after();
    List<Tensor> inputs =
        concat(body.inputs(0, c), sequences, body.inputs(x, scan.body().inputs().size()));
    List<Tensor> outputs =
        concat(after, body.both(scan.body().outputs().subList(c, c + scan.results())));
    return new Scan(
            Graph.of(inputs, outputs),
            after.size(),
            sequences.size(),
            scan.length(),
            scan.reversed(),
            scan.counted(),
            List.of())
        .saving(body.both(scan.saved()));
  }

  private static List<Tensor> arguments(Scan scan, MovingBody body, List<Tensor> given) {
    int c = scan.carries();
    int x = c + scan.sequences();
    return concat(
        body.arguments(given, 0, c),
        body.arguments(given, c, x),
        body.arguments(given, x, given.size()));
  }

  private static List<Dual> stacked(
      Scan scan, MovingBody body, Node node, Map<Tensor, Tensor> stacks) {
    List<Tensor> steps = scan.step().outputs();
    return steps.subList(scan.carries(), steps.size()).stream()
        .map(body.forward()::dual)
        .map(dual ->
            new Dual(stack(stacks, dual.value()), dual.tangent().map(t -> stack(stacks, t))))
        .toList();
  }

  private static Tensor stack(Map<Tensor, Tensor> stacks, Tensor element) {
    Tensor stack = stacks.get(element);
    if (stack == null) {
      throw new IllegalStateException(element + " is no result of a scan");
    }
    return stack;
  }
}

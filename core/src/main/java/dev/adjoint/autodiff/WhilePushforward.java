package dev.adjoint.autodiff;

import static dev.adjoint.autodiff.Pullbacks.concat;
import static dev.adjoint.autodiff.Pullbacks.variables;

import dev.adjoint.autodiff.ForwardMode.Dual;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Tensor;
import dev.adjoint.graph.While;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Forward mode through a while loop: one loop of values and tangents, whose condition sees the
/// values.
final class WhilePushforward {
  private WhilePushforward() {}

  static List<Dual> of(While loop, List<Tensor> inputs, List<Optional<Tensor>> tangents) {
    int c = loop.carries();
    int n = inputs.size();
    List<Tensor> xs = loop.body().inputs();
    List<Tensor> ys = loop.body().outputs();
    List<Optional<Tensor>> dots = ControlPushforwards.variablesOf(xs, tangents);
    ForwardMode forward = ControlPushforwards.body(loop.body(), c, ys, dots);
    List<Tensor> updates = new ArrayList<>(forward.values(ys));
    IntStream.range(0, c)
        .filter(k -> dots.get(k).isPresent())
        .forEach(k -> updates.add(forward.dual(ys.get(k)).filled()));
    List<Tensor> variables =
        concat(
            xs.subList(0, c),
            ControlPushforwards.present(dots.subList(0, c)),
            xs.subList(c, n),
            ControlPushforwards.present(dots.subList(c, n)));
    List<Tensor> others = variables(variables);
    List<Tensor> asked =
        concat(others.subList(0, c), others.subList(updates.size(), updates.size() + n - c));
    var joint =
        new While(
            Graph.of(others, loop.condition().apply(asked)),
            Graph.of(variables, updates),
            updates.size(),
            loop.limit());
    Node node =
        Node.of(
            joint,
            concat(
                inputs.subList(0, c),
                ControlPushforwards.firsts(dots.subList(0, c), inputs, tangents),
                inputs.subList(c, n),
                ControlPushforwards.present(tangents.subList(c, n))));
    List<Dual> duals = new ArrayList<>(ControlPushforwards.carried(node, dots.subList(0, c)));
    duals.add(new Dual(node.outputs().getLast(), Optional.empty()));
    return duals;
  }
}

package dev.adjoint.autodiff;

import static dev.adjoint.autodiff.Pullbacks.concat;
import static dev.adjoint.autodiff.Pullbacks.variables;

import dev.adjoint.autodiff.ForwardMode.Dual;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Tensor;
import dev.adjoint.graph.While;
import java.util.List;
import java.util.Optional;

/// Forward mode through a while loop: one loop of values and tangents, whose condition sees the
/// values.
final class WhilePushforward {
  private WhilePushforward() {}

  static List<Dual> of(While loop, List<Tensor> inputs, List<Optional<Tensor>> tangents) {
    int c = loop.carries();
    int n = inputs.size();
    MovingBody body = MovingBody.of(loop.body(), loop.body().outputs(), tangents);
    List<Tensor> after = body.after();
    List<Tensor> variables = concat(body.inputs(0, c), body.inputs(c, n));
    var joint =
        new While(
            condition(loop, variables, after.size()),
            Graph.of(variables, after),
            after.size(),
            loop.limit());
    Node node = Node.of(joint, concat(body.arguments(inputs, 0, c), body.arguments(inputs, c, n)));
    var steps = new Dual(node.outputs().getLast(), Optional.empty());
    return concat(body.carried(node), List.of(steps));
  }

  /// The condition as a function of all that the joint loop carries and shares.
  private static Graph condition(While loop, List<Tensor> like, int carries) {
    List<Tensor> all = variables(like);
    int shared = loop.condition().inputs().size() - loop.carries();
    List<Tensor> asked =
        concat(all.subList(0, loop.carries()), all.subList(carries, carries + shared));
    return Graph.of(all, loop.condition().apply(asked));
  }
}

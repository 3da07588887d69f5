package dev.adjoint.autodiff;

import static dev.adjoint.autodiff.Pullbacks.concat;
import static dev.adjoint.autodiff.Pullbacks.present;

import dev.adjoint.autodiff.ForwardMode.Dual;
import dev.adjoint.graph.Cond;
import dev.adjoint.graph.Control;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Scan;
import dev.adjoint.graph.Tensor;
import dev.adjoint.graph.While;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Forward mode through loops and choices: values and tangents are carried side by side.
final class ControlPushforwards {
  private ControlPushforwards() {}

  /// {@return the value and the tangent of each output}
  ///
  /// @param control the op
  /// @param inputs its inputs
  /// @param tangents the tangent of each input that moves
  static List<Dual> of(Control control, List<Tensor> inputs, List<Optional<Tensor>> tangents) {
    return switch (control) {
      case Scan scan -> ScanPushforward.of(scan, inputs, tangents);
      case While loop -> WhilePushforward.of(loop, inputs, tangents);
      case Cond cond -> cond(cond, inputs, tangents);
    };
  }

  private static List<Dual> cond(Cond cond, List<Tensor> inputs, List<Optional<Tensor>> tangents) {
    List<Optional<Tensor>> arriving = tangents.subList(1, tangents.size());
    Branch yes = Branch.of(cond.whenTrue(), arriving);
    Branch no = Branch.of(cond.whenFalse(), arriving);
    List<Integer> moving =
        IntStream.range(0, cond.whenTrue().outputs().size())
            .filter(k -> yes.moves(k) || no.moves(k))
            .boxed()
            .toList();
    Node node =
        Node.of(new Cond(yes.joint(moving), no.joint(moving)), concat(inputs, present(arriving)));
    return duals(node, cond.whenTrue().outputs().size(), moving);
  }

  /// The outputs of a node that makes values first, and then the tangents of those that move.
  static List<Dual> duals(Node node, int values, List<Integer> moving) {
    return IntStream.range(0, values)
        .mapToObj(k ->
            new Dual(
                node.outputs().get(k),
                Optional.of(k)
                    .filter(moving::contains)
                    .map(m -> node.outputs().get(values + moving.indexOf(m)))))
        .toList();
  }

  /// A graph with the tangents of its inputs.
  record Branch(Graph graph, List<Tensor> dots, ForwardMode forward) {
    static Branch of(Graph graph, List<Optional<Tensor>> arriving) {
      List<Optional<Tensor>> dots =
          arriving.stream().map(x -> x.map(Tensor::type).map(Tensor::variable)).toList();
      return new Branch(graph, present(dots), ForwardMode.of(graph, graph.inputs(), dots));
    }

    boolean moves(int output) {
      return forward.tangent(graph.outputs().get(output)).isPresent();
    }

    List<Integer> moving() {
      return IntStream.range(0, graph.outputs().size()).filter(this::moves).boxed().toList();
    }

    Graph joint(List<Integer> moving) {
      List<Tensor> tangents =
          moving.stream().map(k -> forward.dual(graph.outputs().get(k)).filled()).toList();
      return Graph.of(
          concat(graph.inputs(), dots), concat(forward.values(graph.outputs()), tangents));
    }
  }
}

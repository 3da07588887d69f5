package dev.adjoint.autodiff;

import static dev.adjoint.autodiff.Pullbacks.concat;

import dev.adjoint.autodiff.ForwardMode.Dual;
import dev.adjoint.graph.Cond;
import dev.adjoint.graph.Control;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Scan;
import dev.adjoint.graph.Tensor;
import dev.adjoint.graph.While;
import java.util.ArrayList;
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

  /// The tangents of a body's inputs and what becomes of its tensors; carries move if they move
  /// before the first step or after any.
  static ForwardMode body(
      Graph step, int carries, List<Tensor> outputs, List<Optional<Tensor>> dots) {
    ForwardMode forward = ForwardMode.of(step, step.inputs(), dots);
    for (int k = 0; k < carries; k++) {
      if (dots.get(k).isEmpty() && forward.tangent(outputs.get(k)).isPresent()) {
        dots.set(k, Optional.of(Tensor.variable(outputs.get(k).type())));
        return body(step, carries, outputs, dots);
      }
    }
    return forward;
  }

  static List<Optional<Tensor>> variablesOf(List<Tensor> inputs, List<Optional<Tensor>> tangents) {
    return IntStream.range(0, inputs.size())
        .<Optional<Tensor>>mapToObj(
            k -> tangents.get(k).map(_ -> Tensor.variable(inputs.get(k).type())))
        .collect(java.util.stream.Collectors.toCollection(ArrayList::new));
  }

  static List<Tensor> present(List<Optional<Tensor>> tensors) {
    return tensors.stream().flatMap(Optional::stream).toList();
  }

  /// The tangents of moving carries: those given, zeros for those that begin to move later.
  static List<Tensor> firsts(
      List<Optional<Tensor>> dots, List<Tensor> inputs, List<Optional<Tensor>> tangents) {
    return IntStream.range(0, dots.size())
        .filter(k -> dots.get(k).isPresent())
        .mapToObj(k -> tangents.get(k).orElseGet(() -> Tensor.zeros(inputs.get(k).type())))
        .toList();
  }

  /// The outputs of a loop that are last carries: values first, then the tangents of those that
  /// move.
  static List<Dual> carried(Node node, List<Optional<Tensor>> dots) {
    var duals = new ArrayList<Dual>();
    int next = dots.size();
    for (int k = 0; k < dots.size(); k++) {
      Optional<Tensor> dot =
          dots.get(k).isPresent() ? Optional.of(node.outputs().get(next++)) : Optional.empty();
      duals.add(new Dual(node.outputs().get(k), dot));
    }
    return duals;
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

  record Branch(Graph graph, List<Tensor> dots, ForwardMode forward) {
    static Branch of(Graph graph, List<Optional<Tensor>> arriving) {
      List<Optional<Tensor>> dots = variablesOf(graph.inputs(), arriving);
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

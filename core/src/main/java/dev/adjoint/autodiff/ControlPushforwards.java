package dev.adjoint.autodiff;

import static dev.adjoint.autodiff.Pullbacks.concat;
import static dev.adjoint.autodiff.Pullbacks.variables;

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
import java.util.stream.Stream;

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
      case Scan scan -> scan(scan, inputs, tangents);
      case While loop -> loop(loop, inputs, tangents);
      case Cond cond -> cond(cond, inputs, tangents);
    };
  }

  /// The tangents of a body's inputs and what becomes of its tensors; carries move if they move
  /// before the first step or after any.
  private static ForwardMode body(
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

  private static List<Optional<Tensor>> variablesOf(
      List<Tensor> inputs, List<Optional<Tensor>> tangents) {
    return IntStream.range(0, inputs.size())
        .<Optional<Tensor>>mapToObj(
            k -> tangents.get(k).map(_ -> Tensor.variable(inputs.get(k).type())))
        .collect(java.util.stream.Collectors.toCollection(ArrayList::new));
  }

  private static List<Tensor> present(List<Optional<Tensor>> tensors) {
    return tensors.stream().flatMap(Optional::stream).toList();
  }

  /// The tangents of moving carries: those given, zeros for those that begin to move later.
  private static List<Tensor> firsts(
      List<Optional<Tensor>> dots, List<Tensor> inputs, List<Optional<Tensor>> tangents) {
    return IntStream.range(0, dots.size())
        .filter(k -> dots.get(k).isPresent())
        .mapToObj(k -> tangents.get(k).orElseGet(() -> Tensor.zeros(inputs.get(k).type())))
        .toList();
  }

  private static List<Dual> scan(
      Scan scan, List<Tensor> inputs, List<Optional<Tensor>> tangents) {
    int count = scan.firstCarry();
    int c = scan.carries();
    int x = c + scan.sequences();
    int n = scan.body().inputs().size();
    List<Tensor> given = inputs.subList(count, inputs.size());
    List<Optional<Tensor>> arrive = tangents.subList(count, inputs.size());
    List<Tensor> xs = scan.body().inputs();
    List<Tensor> ys = scan.body().outputs();
    List<Optional<Tensor>> dots = variablesOf(xs, arrive);
    ForwardMode forward = body(scan.step(), c, ys, dots);
    List<Tensor> updates = new ArrayList<>(forward.values(ys.subList(0, c)));
    IntStream.range(0, c)
        .filter(k -> dots.get(k).isPresent())
        .forEach(k -> updates.add(forward.dual(ys.get(k)).filled()));
    List<Tensor> results = ys.subList(c, ys.size());
    List<Tensor> formulas =
        concat(updates, forward.values(results), present(tangents(forward, results)));
    List<Tensor> kept =
        concat(forward.values(scan.saved()), present(tangents(forward, scan.saved())));
    List<Tensor> variables =
        concat(
            xs.subList(0, c),
            present(dots.subList(0, c)),
            xs.subList(c, x),
            present(dots.subList(c, x)),
            xs.subList(x, n),
            present(dots.subList(x, n)));
    Scan joint =
        new Scan(
                Graph.of(variables, formulas),
                updates.size(),
                x - c + present(dots.subList(c, x)).size(),
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
                firsts(dots.subList(0, c), given, arrive),
                given.subList(c, x),
                present(arrive.subList(c, x)),
                given.subList(x, n),
                present(arrive.subList(x, n))));
    List<Dual> duals = new ArrayList<>(carried(node, dots.subList(0, c)));
    List<Tensor> steps = joint.step().outputs();
    Stream.concat(results.stream(), scan.saved().stream())
        .map(forward::dual)
        .map(
            dual ->
                new Dual(
                    stacked(node, steps, updates.size(), dual.value()),
                    dual.tangent().map(t -> stacked(node, steps, updates.size(), t))))
        .forEach(duals::add);
    return duals;
  }

  private static List<Optional<Tensor>> tangents(ForwardMode forward, List<Tensor> tensors) {
    return tensors.stream().map(forward::tangent).toList();
  }

  /// The outputs of a loop that are last carries: values first, then the tangents of those that
  /// move.
  private static List<Dual> carried(Node node, List<Optional<Tensor>> dots) {
    var duals = new ArrayList<Dual>();
    int next = dots.size();
    for (int k = 0; k < dots.size(); k++) {
      Optional<Tensor> dot =
          dots.get(k).isPresent() ? Optional.of(node.outputs().get(next++)) : Optional.empty();
      duals.add(new Dual(node.outputs().get(k), dot));
    }
    return duals;
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

  private static List<Dual> loop(
      While loop, List<Tensor> inputs, List<Optional<Tensor>> tangents) {
    int c = loop.carries();
    int n = inputs.size();
    List<Tensor> xs = loop.body().inputs();
    List<Tensor> ys = loop.body().outputs();
    List<Optional<Tensor>> dots = variablesOf(xs, tangents);
    ForwardMode forward = body(loop.body(), c, ys, dots);
    List<Tensor> updates = new ArrayList<>(forward.values(ys));
    IntStream.range(0, c)
        .filter(k -> dots.get(k).isPresent())
        .forEach(k -> updates.add(forward.dual(ys.get(k)).filled()));
    List<Tensor> variables =
        concat(
            xs.subList(0, c),
            present(dots.subList(0, c)),
            xs.subList(c, n),
            present(dots.subList(c, n)));
    List<Tensor> others = variables(variables);
    List<Tensor> asked =
        concat(
            others.subList(0, c),
            others.subList(updates.size(), updates.size() + n - c));
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
                firsts(dots.subList(0, c), inputs, tangents),
                inputs.subList(c, n),
                present(tangents.subList(c, n))));
    List<Dual> duals = new ArrayList<>(carried(node, dots.subList(0, c)));
    duals.add(new Dual(node.outputs().getLast(), Optional.empty()));
    return duals;
  }

  private static List<Dual> cond(
      Cond cond, List<Tensor> inputs, List<Optional<Tensor>> tangents) {
    List<Optional<Tensor>> arriving = tangents.subList(1, tangents.size());
    Branch yes = Branch.of(cond.whenTrue(), arriving);
    Branch no = Branch.of(cond.whenFalse(), arriving);
    List<Integer> moving =
        IntStream.range(0, cond.whenTrue().outputs().size())
            .filter(k -> yes.moves(k) || no.moves(k))
            .boxed()
            .toList();
    Node node =
        Node.of(
            new Cond(yes.joint(moving), no.joint(moving)), concat(inputs, present(arriving)));
    return duals(node, cond.whenTrue().outputs().size(), moving);
  }

  /// The outputs of a node that makes values first, and then the tangents of those that move.
  static List<Dual> duals(Node node, int values, List<Integer> moving) {
    return IntStream.range(0, values)
        .mapToObj(
            k ->
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

package dev.adjoint.autodiff;

import static dev.adjoint.autodiff.Pullbacks.concat;
import static dev.adjoint.autodiff.Pullbacks.variables;

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

/// Reverse mode through loops and choices.
final class ControlPullbacks {
  private ControlPullbacks() {}

  static List<Tensor> of(
      Control control, Node node, List<Integer> wanted, List<Optional<Tensor>> cotangents) {
    return switch (control) {
      case Scan scan -> new ScanPullback(scan, node, cotangents, wanted).of();
      case While loop -> loop(loop, node, wanted, cotangents);
      case Cond cond -> cond(cond, node, wanted, cotangents);
    };
  }

  /// The steps that ran are known now: a scan of so many steps does the same, and saves what its
  /// pullback reads.
  private static List<Tensor> loop(
      While loop, Node node, List<Integer> wanted, List<Optional<Tensor>> cotangents) {
    if (loop.limit() == 0) {
      throw new IllegalArgumentException(
          "reverse mode through whileLoop of %s: the values of every step must be kept, so the loop must say how many there can be; give whileLoop a limit, or differentiate with jvp%s"
              .formatted(
                  node.inputs().subList(0, loop.carries()).stream().map(Tensor::type).toList(),
                  node.source().mark("whileLoop")));
    }
    Scan scan =
        new Scan(loop.body(), loop.carries(), 0, loop.limit(), false, true, List.of())
            .saving(List.of());
    Tensor count = node.outputs().get(loop.carries());
    Node again = Node.of(scan, concat(List.of(count), node.inputs()));
    var yBars = new ArrayList<>(cotangents.subList(0, loop.carries()));
    IntStream.range(loop.carries(), again.outputs().size())
        .forEach(_ -> yBars.add(Optional.empty()));
    return new ScanPullback(scan, again, yBars, wanted.stream().map(k -> k + 1).toList()).of();
  }

  /// Each branch is differentiated; the pullback of the one that was chosen is computed.
  private static List<Tensor> cond(
      Cond cond, Node node, List<Integer> wanted, List<Optional<Tensor>> cotangents) {
    List<Integer> given =
        IntStream.range(0, cotangents.size())
            .filter(k -> cotangents.get(k).isPresent())
            .boxed()
            .toList();
    List<Integer> inputs = wanted.stream().map(k -> k - 1).toList();
    var op =
        new Cond(branch(cond.whenTrue(), given, inputs), branch(cond.whenFalse(), given, inputs));
    List<Tensor> yBars = given.stream().map(k -> cotangents.get(k).orElseThrow()).toList();
    return Node.of(op, concat(node.inputs(), yBars)).outputs();
  }

  private static Graph branch(Graph branch, List<Integer> given, List<Integer> wanted) {
    List<Tensor> outputs = given.stream().map(branch.outputs()::get).toList();
    List<Tensor> yBars = variables(outputs);
    List<Tensor> inputs = wanted.stream().map(branch.inputs()::get).toList();
    return Graph.of(concat(branch.inputs(), yBars), ReverseMode.pullback(outputs, yBars, inputs));
  }
}

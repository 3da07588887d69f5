package dev.adjoint.autodiff;

import static dev.adjoint.autodiff.Pullbacks.concat;
import static dev.adjoint.autodiff.Pullbacks.variables;

import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Rewriting;
import dev.adjoint.graph.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// The pushforward of an op as the transpose of its pullback: `ȳ ↦ x̄` is linear, `x̄ = Jᵀ ȳ`, so
/// the pullback of that map takes `ẋ` to `J ẋ`.
///
/// The rule is built on variables of its own and substituted, so that a walk over it ends at the
/// node's inputs.
final class Transposition {
  private Transposition() {}

  /// {@return the tangent of each output, empty where it is not floating or nothing arrives}
  ///
  /// @param node the node
  /// @param tangents the tangent of each input that moves, at least one
  static List<Optional<Tensor>> pushforward(Node node, List<Optional<Tensor>> tangents) {
    List<Integer> wanted =
        IntStream.range(0, tangents.size())
            .filter(k -> tangents.get(k).isPresent())
            .boxed()
            .toList();
    List<Tensor> xDots = wanted.stream().map(k -> tangents.get(k).orElseThrow()).toList();
    List<Integer> floating =
        IntStream.range(0, node.outputs().size())
            .filter(k -> node.outputs().get(k).type().isFloating())
            .boxed()
            .toList();
    List<Optional<Tensor>> found =
        floating.isEmpty() ? List.of() : rule(node, wanted, floating, xDots);
    var result = new ArrayList<Optional<Tensor>>();
    for (int k = 0; k < node.outputs().size(); k++) {
      int at = floating.indexOf(k);
      result.add(at < 0 ? Optional.empty() : found.get(at));
    }
    return result;
  }

  private static List<Optional<Tensor>> rule(
      Node node, List<Integer> wanted, List<Integer> floating, List<Tensor> xDots) {
    List<Tensor> xs = standIns(node.inputs());
    Node local = node.withInputs(xs);
    List<Tensor> us =
        floating.stream().map(k -> Tensor.variable(node.outputs().get(k).type())).toList();
    List<Tensor> vs = variables(xDots);
    List<Tensor> xBars = Pullbacks.of(local, wanted, cotangents(node, floating, us));
    List<Optional<Tensor>> yDots = ReverseMode.reached(xBars, vs, us);
    List<Tensor> present = yDots.stream().flatMap(Optional::stream).toList();
    List<Tensor> zeros = us.stream().map(u -> Tensor.zeros(u.type())).toList();
    List<Tensor> xVariables = xs.stream().filter(Tensor::isVariable).toList();
    List<Tensor> xValues =
        IntStream.range(0, xs.size())
            .filter(k -> xs.get(k).isVariable())
            .mapToObj(node.inputs()::get)
            .toList();
    List<Tensor> ySource = local == node ? List.of() : local.outputs();
    var applied =
        substitute(
                concat(xVariables, us, vs),
                concat(xValues, zeros, xDots),
                ySource,
                node.outputs(),
                present)
            .iterator();
    return yDots.stream().map(y -> y.map(_ -> applied.next())).toList();
  }

  /// Maps the local node's outputs to the node's own, so that a value is not computed twice.
  private static List<Tensor> substitute(
      List<Tensor> variables,
      List<Tensor> arguments,
      List<Tensor> ownOutputs,
      List<Tensor> outputs,
      List<Tensor> results) {
    var rewriting = new Rewriting();
    for (int k = 0; k < variables.size(); k++) {
      rewriting.put(variables.get(k), arguments.get(k));
    }
    for (int k = 0; k < ownOutputs.size(); k++) {
      rewriting.put(ownOutputs.get(k), outputs.get(k));
    }
    return rewriting.apply(
        Graph.of(variables, results), (node, renewed) -> node.withInputs(renewed).outputs());
  }

  /// A constant stands for itself: rules look at numbers they know.
  private static List<Tensor> standIns(List<Tensor> inputs) {
    return inputs.stream().map(x -> x.isConstant() ? x : Tensor.variable(x.type())).toList();
  }

  private static List<Optional<Tensor>> cotangents(
      Node node, List<Integer> floating, List<Tensor> us) {
    var result = new ArrayList<Optional<Tensor>>();
    for (int k = 0; k < node.outputs().size(); k++) {
      int at = floating.indexOf(k);
      result.add(at < 0 ? Optional.empty() : Optional.of(us.get(at)));
    }
    return result;
  }
}

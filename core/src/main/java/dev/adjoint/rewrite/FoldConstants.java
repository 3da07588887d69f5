package dev.adjoint.rewrite;

import dev.adjoint.graph.Control;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Interpreter;
import dev.adjoint.graph.Leaf;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Rewriting;
import dev.adjoint.graph.Tensor;
import dev.adjoint.graph.View;
import java.util.List;

/// Computes what depends on small constants alone.
public final class FoldConstants implements Rewriting.Rule {
  /// Up to this many elements a value is small.
  private static final int SMALL = 1024;

  /// Makes the rule.
  public FoldConstants() {}

  @Override
  public List<Tensor> rewrite(Node node, List<Tensor> inputs) {
    Node renewed = node.withInputs(inputs);
    return isFoldable(renewed) ? evaluate(renewed) : renewed.outputs();
  }

  /// A loop stays: how long it takes has nothing to do with the size of its result. A view that
  /// repeats elements stays: it costs nothing, and its constant would be larger.
  private static boolean isFoldable(Node node) {
    if (!isKnown(node.inputs()) || node.op() instanceof Leaf || node.op() instanceof Control) {
      return false;
    }
    long in = count(node.inputs());
    long out = count(node.outputs());
    return in <= SMALL && out <= SMALL && !(node.op() instanceof View && out > in);
  }

  private static long count(List<Tensor> tensors) {
    return tensors.stream().mapToLong(x -> x.type().count()).sum();
  }

  private static boolean isKnown(List<Tensor> tensors) {
    for (int k = 0; k < tensors.size(); k++) {
      if (!isKnown(tensors.get(k))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isKnown(Tensor tensor) {
    return tensor.isConstant()
        || tensor.op() instanceof View && tensor.inputs().getFirst().isConstant();
  }

  /// An op that has no value at these numbers, such as a gather from a row that does not exist, is
  /// left to say so when the program runs: it may stand in a branch that is never chosen.
  private static List<Tensor> evaluate(Node node) {
    try {
      return Interpreter.run(Graph.of(List.of(), node.outputs()), List.of()).stream()
          .map(Tensor::constant)
          .toList();
    } catch (IllegalArgumentException _) {
      return node.outputs();
    }
  }
}

package dev.adjoint.rewrite;

import dev.adjoint.array.Shape;
import dev.adjoint.graph.Elementwise;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Rewriting;
import dev.adjoint.graph.Tensor;
import dev.adjoint.op.BroadcastTo;
import java.util.List;

/// Computes an elementwise op of repeated numbers once, and repeats its result: `f(broadcast a,
/// broadcast b) = broadcast f(a, b)`.
public final class Narrow implements Rewriting.Rule {
  /// Below this many elements a loop of its own costs more than it saves, unless constants are all
  /// there is, which are folded.
  private static final int MANY = 4096;

  /// Makes the rule.
  public Narrow() {}

  @Override
  public List<Tensor> rewrite(Node node, List<Tensor> inputs) {
    Node wide = node.withInputs(inputs);
    return wide.op() instanceof Elementwise && isWorthIt(wide) ? narrow(wide) : wide.outputs();
  }

  private static List<Tensor> narrow(Node wide) {
    Shape shape = wide.outputs().getFirst().shape();
    List<Tensor> sources = wide.inputs().stream().map(Narrow::source).toList();
    Shape narrow = sources.stream().map(Tensor::shape).reduce(Shape.SCALAR, Shape::broadcast);
    if (narrow.count() >= shape.count()) {
      return wide.outputs();
    }
    Node once = wide.withInputs(sources.stream().map(x -> x.broadcastTo(narrow)).toList());
    return List.of(once.outputs().getFirst().broadcastTo(shape));
  }

  private static boolean isWorthIt(Node node) {
    boolean constant = true;
    for (int k = 0; k < node.inputs().size(); k++) {
      Tensor x = node.inputs().get(k);
      if (!(x.op() instanceof BroadcastTo) && !x.isConstant()) {
        return false;
      }
      constant &= source(x).isConstant();
    }
    return constant || node.outputs().getFirst().type().count() >= MANY;
  }

  private static Tensor source(Tensor x) {
    return x.op() instanceof BroadcastTo ? x.inputs().getFirst() : x;
  }
}

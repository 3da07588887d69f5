package dev.adjoint.rewrite;

import dev.adjoint.graph.Leaf;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Rewriting;
import dev.adjoint.graph.Tensor;
import java.util.List;
import java.util.Optional;

/// Lets each op replace itself by a cheaper formula, see [dev.adjoint.graph.Op#simplify].
public final class Simplify implements Rewriting.Rule {
  /// Far above what any rule needs; a rule that never ends is a wrong rule.
  private static final int LIMIT = 1000;

  /// Makes the rule.
  public Simplify() {}

  @Override
  public List<Tensor> rewrite(Node node, List<Tensor> inputs) {
    Node renewed = node.withInputs(inputs);
    if (renewed.op() instanceof Leaf || renewed.outputs().size() != 1) {
      return renewed.outputs();
    }
    Tensor y = renewed.outputs().getFirst();
    Tensor simplest = simplest(y);
    return simplest == y ? renewed.outputs() : List.of(simplest);
  }

  private static Tensor simplest(Tensor tensor) {
    Tensor result = tensor;
    for (int round = 0; round < LIMIT; round++) {
      Optional<Tensor> simpler = result.op().simplify(result.inputs());
      if (simpler.isEmpty()) {
        return result;
      }
      result = simpler.get();
    }
    throw new IllegalStateException("simplify of " + tensor.op() + " does not come to an end");
  }
}

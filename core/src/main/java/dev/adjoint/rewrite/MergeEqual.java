package dev.adjoint.rewrite;

import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Leaf;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Op;
import dev.adjoint.graph.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Common subexpressions: applications of equal ops to the same inputs become one node.
public final class MergeEqual implements Pass {
  /// Makes the pass.
  public MergeEqual() {}

  @Override
  public Graph apply(Graph graph) {
    var seen = new Applications(graph.nodes().size());
    return Pass.walk(
        graph,
        (node, inputs) ->
            node.op() instanceof Leaf.Variable
                ? node.outputs()
                : seen.merge(node, inputs).outputs());
  }

  /// The applications of ops so far, by op and inputs: open addressing, at most half full.
  private static final class Applications {
    private final @Nullable Node[] nodes;
    private final int[] hashes;

    Applications(int count) {
      int places = Integer.highestOneBit(Math.max(count, 1)) << 2;
      nodes = new @Nullable Node[places];
      hashes = new int[places];
    }

    /// {@return the application of this op to these inputs that was there before; else this one}
    Node merge(Node node, List<Tensor> inputs) {
      int hash = hash(node.op(), inputs);
      int place = hash & (hashes.length - 1);
      for (Node known = nodes[place]; known != null; known = nodes[place]) {
        if (hashes[place] == hash && isSame(known, node.op(), inputs)) {
          return known;
        }
        place = (place + 1) & (hashes.length - 1);
      }
      Node renewed = node.withInputs(inputs);
      nodes[place] = renewed;
      hashes[place] = hash;
      return renewed;
    }

    /// Scattered by multiplication: hash codes of tensors are successive.
    private static int hash(Op op, List<Tensor> inputs) {
      int hash = 31 * op.getClass().hashCode() + op.hashCode();
      for (int k = 0; k < inputs.size(); k++) {
        hash = (hash ^ inputs.get(k).hashCode()) * 0x9E3779B1;
        hash ^= hash >>> 15;
      }
      return hash;
    }

    private static boolean isSame(Node known, Op op, List<Tensor> inputs) {
      boolean same = known.inputs().size() == inputs.size();
      for (int k = 0; same && k < inputs.size(); k++) {
        same = known.inputs().get(k) == inputs.get(k);
      }
      return same && known.op().equals(op);
    }
  }
}

package dev.adjoint.rewrite;

import dev.adjoint.graph.Leaf;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Op;
import dev.adjoint.graph.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Applications of ops, found by op and inputs: a table with open addressing, at most half full.
///
/// Each has a place near those of the nodes that were made at the same time as the latest of its
/// inputs, so that a walk through a graph goes through memory in order. If that is taken, it is
/// where its hash says, or behind.
final class Applications {
  private @Nullable Node[] nodes;
  private int size;

  /// Makes an empty table.
  ///
  /// @param count about how many there will be
  Applications(int count) {
    nodes = new @Nullable Node[Integer.highestOneBit(Math.max(count, 1)) << 2];
  }

  /// {@return the application of an op to inputs, or null}
  ///
  /// @param hash their [#hash]
  @Nullable Node find(int hash, Op op, List<Tensor> inputs) {
    int mask = nodes.length - 1;
    Node known = nodes[near(hash, inputs) & mask];
    for (int place = hash; known != null; place++) {
      if (isSame(known, op, inputs)) {
        return known;
      }
      known = nodes[place & mask];
    }
    return null;
  }

  /// Adds an application that is not there.
  ///
  /// @param hash its [#hash]
  void add(int hash, Node node) {
    if (++size > nodes.length / 2) {
      grow();
    }
    put(hash, node);
  }

  private void put(int hash, Node node) {
    int mask = nodes.length - 1;
    int place = near(hash, node.inputs()) & mask;
    for (int next = hash; nodes[place] != null; next++) {
      place = next & mask;
    }
    nodes[place] = node;
  }

  private void grow() {
    @Nullable Node[] old = nodes;
    nodes = new @Nullable Node[2 * old.length];
    for (Node node : old) {
      if (node != null) {
        put(hash(node.op(), node.inputs()), node);
      }
    }
  }

  /// {@return a place that is most often free}
  private static int near(int hash, List<Tensor> inputs) {
    if (inputs.isEmpty()) {
      return hash;
    }
    int latest = inputs.getFirst().hashCode();
    for (int k = 1; k < inputs.size(); k++) {
      latest = Math.max(latest, inputs.get(k).hashCode());
    }
    return 2 * latest + (hash & 1);
  }

  /// Scattered by multiplication: hash codes of tensors are successive.
  static int hash(Op op, List<Tensor> inputs) {
    int hash = 31 * op.getClass().hashCode() + op.hashCode();
    for (int k = 0; k < inputs.size(); k++) {
      hash = (hash ^ inputs.get(k).hashCode()) * 0x9E3779B1;
      hash ^= hash >>> 15;
    }
    return hash;
  }

  /// Asked last whether they are variables, of which each is another: to ask a rare question at
  /// every node is to have the JIT bet on the answer, and lose.
  private static boolean isSame(Node known, Op op, List<Tensor> inputs) {
    boolean same = known.inputs().size() == inputs.size();
    for (int k = 0; same && k < inputs.size(); k++) {
      same = known.inputs().get(k) == inputs.get(k);
    }
    return same && known.op().equals(op) && !(op instanceof Leaf.Variable);
  }
}

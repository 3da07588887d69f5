package dev.adjoint.rewrite;

import dev.adjoint.graph.Node;
import dev.adjoint.graph.Op;
import dev.adjoint.graph.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Applications of ops, found by op and inputs: open addressing, at most half full.
final class Applications {
  private @Nullable Node[] nodes;
  private int[] hashes;
  private int size;

  /// Makes an empty table.
  ///
  /// @param count about how many there will be
  Applications(int count) {
    int places = Integer.highestOneBit(Math.max(count, 1)) << 2;
    nodes = new @Nullable Node[places];
    hashes = new int[places];
  }

  /// {@return the application of an op to inputs, or null}
  ///
  /// @param hash their [#hash]
  @Nullable Node find(int hash, Op op, List<Tensor> inputs) {
    int place = hash & (hashes.length - 1);
    for (Node known = nodes[place]; known != null; known = nodes[place]) {
      if (hashes[place] == hash && isSame(known, op, inputs)) {
        return known;
      }
      place = (place + 1) & (hashes.length - 1);
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
    put(node, hash);
  }

  private void put(Node node, int hash) {
    int place = hash & (hashes.length - 1);
    while (nodes[place] != null) {
      place = (place + 1) & (hashes.length - 1);
    }
    nodes[place] = node;
    hashes[place] = hash;
  }

  private void grow() {
    @Nullable Node[] old = nodes;
    int[] known = hashes;
    nodes = new @Nullable Node[2 * old.length];
    hashes = new int[nodes.length];
    for (int k = 0; k < old.length; k++) {
      Node node = old[k];
      if (node != null) {
        put(node, known[k]);
      }
    }
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

  private static boolean isSame(Node known, Op op, List<Tensor> inputs) {
    boolean same = known.inputs().size() == inputs.size();
    for (int k = 0; same && k < inputs.size(); k++) {
      same = known.inputs().get(k) == inputs.get(k);
    }
    return same && known.op().equals(op);
  }
}

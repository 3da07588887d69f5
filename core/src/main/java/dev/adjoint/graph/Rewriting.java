package dev.adjoint.graph;

import java.util.List;

/// One walk over a graph that makes another: each node is replaced in topological order, given its
/// inputs' replacements.
public final class Rewriting {
  private final IdentityTable<Tensor, Tensor> replaced = new IdentityTable<>();

  /// Says what one node becomes. What it builds anew is to come from the line of the node: it
  /// builds it within `node.source()`.
  @FunctionalInterface
  public interface Rule {
    /// {@return a tensor for each output of the node, of the same types}
    ///
    /// @param node the node as it was
    /// @param inputs the replacements of its inputs
    List<Tensor> rewrite(Node node, List<Tensor> inputs);
  }

  /// Makes a walk in which nothing is replaced yet.
  public Rewriting() {}

  /// Sets a replacement by hand, before the walk.
  ///
  /// @param old the tensor to replace
  /// @param replacement what to put there
  public void put(Tensor old, Tensor replacement) {
    replaced.put(old, replacement);
  }

  /// {@return what the walk made of a tensor}
  ///
  /// @param old the tensor as it was
  public Tensor of(Tensor old) {
    return replaced.findOr(old, old);
  }

  /// {@return what the walk made of some tensors}
  ///
  /// @param old the tensors as they were
  public List<Tensor> of(List<Tensor> old) {
    Tensor[] now = null;
    for (int k = 0; k < old.size(); k++) {
      Tensor replacement = replaced.find(old.get(k));
      if (replacement != null) {
        now = now == null ? old.toArray(Tensor[]::new) : now;
        now[k] = replacement;
      }
    }
    return now == null ? old : List.of(now);
  }

  /// Walks a graph. What was replaced beforehand stays so; nodes all of whose outputs were are left
  /// alone.
  ///
  /// @param graph the graph
  /// @param rule what each node becomes
  /// @return what the outputs became
  public List<Tensor> apply(Graph graph, Rule rule) {
    return Source.many(() -> {
      boolean some = !replaced.isEmpty();
      for (Node node : graph.nodes()) {
        if (!some || !isReplaced(node)) {
          record(node, rule.rewrite(node, of(node.inputs())));
        }
      }
      return of(graph.outputs());
    });
  }

  private boolean isReplaced(Node node) {
    List<Tensor> outputs = node.outputs();
    for (int k = 0; k < outputs.size(); k++) {
      if (!replaced.contains(outputs.get(k))) {
        return false;
      }
    }
    return true;
  }

  private void record(Node node, List<Tensor> results) {
    if (results.size() != node.outputs().size()) {
      throw new IllegalStateException(
          "a rewrite of %s gave %d outputs for %d"
              .formatted(node.op(), results.size(), node.outputs().size()));
    }
    for (int k = 0; k < results.size(); k++) {
      Tensor old = node.outputs().get(k);
      Tensor now = results.get(k);
      if (now != old && !now.type().equals(old.type())) {
        throw new IllegalStateException(
            "a rewrite of %s changed its type from %s to %s"
                .formatted(node.op(), old.type(), now.type()));
      }
      if (now != old && !replaced.contains(old)) {
        replaced.put(old, now);
      }
    }
  }
}

package dev.adjoint.graph;

import java.util.List;

/// One walk over a graph that makes another: each node is replaced in topological order, given its
/// inputs' replacements.
public final class Rewriting {
  private final IdentityTable<Tensor, Tensor> replaced = new IdentityTable<>();

  /// Says what one node becomes. What it builds anew comes from the line of the node.
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
    return switch (old.size()) {
      case 0 -> old;
      case 1 -> of(old, old.get(0));
      case 2 -> of(old, old.get(0), old.get(1));
      default -> many(old);
    };
  }

  private List<Tensor> of(List<Tensor> old, Tensor a) {
    Tensor now = of(a);
    return now == a ? old : List.of(now);
  }

  private List<Tensor> of(List<Tensor> old, Tensor a, Tensor b) {
    Tensor nowA = of(a);
    Tensor nowB = of(b);
    return nowA == a && nowB == b ? old : List.of(nowA, nowB);
  }

  private List<Tensor> many(List<Tensor> old) {
    boolean same = true;
    var now = new Tensor[old.size()];
    for (int k = 0; k < now.length; k++) {
      now[k] = of(old.get(k));
      same &= now[k] == old.get(k);
    }
    return same ? old : List.of(now);
  }

  /// Walks a graph. What was replaced beforehand stays so; nodes all of whose outputs were are left
  /// alone.
  ///
  /// @param graph the graph
  /// @param rule what each node becomes
  /// @return what the outputs became
  public List<Tensor> apply(Graph graph, Rule rule) {
    return Source.each(from -> {
      boolean some = !replaced.isEmpty();
      List<Node> nodes = graph.nodes();
      for (int k = 0; k < nodes.size(); k++) {
        Node node = nodes.get(k);
        if (!some || !isReplaced(node)) {
          from.accept(node.source());
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

package dev.adjoint.rewrite;

import dev.adjoint.graph.Graph;
import dev.adjoint.graph.IdentityTable;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Rewriting;
import dev.adjoint.graph.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One walk for several rules: applications of equal ops to the same inputs become one node, and
/// each rule is asked what that node becomes. What a rule builds is walked through in turn, so
/// every node of the result is one that no rule changes.
public final class Canonicalize implements Pass {
  private final List<Rewriting.Rule> rules;

  /// Makes the pass.
  ///
  /// @param rules what else becomes of a node, in the order in which they are asked; a rule gives
  ///   the node's own outputs if it has nothing to say
  public Canonicalize(Rewriting.Rule... rules) {
    this.rules = List.of(rules);
  }

  @Override
  public Graph apply(Graph graph) {
    return Pass.walk(graph, new Walk(graph.nodes().size())::rewrite);
  }

  private final class Walk {
    private final Applications seen;

    /// What became of those applications that a rule changed.
    private final IdentityTable<Node, List<Tensor>> changed = new IdentityTable<>();

    Walk(int count) {
      seen = new Applications(count);
    }

    List<Tensor> rewrite(Node node, List<Tensor> inputs) {
      int hash = Applications.hash(node.op(), inputs);
      List<Tensor> known = known(hash, node, inputs);
      if (known != null) {
        return known;
      }
      Node renewed = node.withInputs(inputs);
      seen.add(hash, renewed);
      for (int k = 0; k < rules.size(); k++) {
        List<Tensor> result = rules.get(k).rewrite(renewed, renewed.inputs());
        if (!result.equals(renewed.outputs())) {
          List<Tensor> settled = settled(result);
          changed.put(renewed, settled);
          return settled;
        }
      }
      return renewed.outputs();
    }

    private @Nullable List<Tensor> known(int hash, Node node, List<Tensor> inputs) {
      Node known = seen.find(hash, node.op(), inputs);
      return known == null ? null : changed.findOr(known, known.outputs());
    }

    private List<Tensor> settled(List<Tensor> built) {
      return built.stream().map(this::settled).toList();
    }

    /// As deep as what rules build, not as the graph: what they build it from is known.
    private Tensor settled(Tensor built) {
      Node node = built.node();
      if (built.isVariable()) {
        return built;
      }
      int hash = Applications.hash(node.op(), node.inputs());
      List<Tensor> known = known(hash, node, node.inputs());
      List<Tensor> now = known != null ? known : rewrite(node, settled(node.inputs()));
      return now.get(node.outputs().indexOf(built));
    }
  }
}

package dev.adjoint.rewrite;

import static java.util.Objects.requireNonNull;

import dev.adjoint.graph.Graph;
import dev.adjoint.graph.IdentityTable;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Scan;
import dev.adjoint.graph.Tensor;
import dev.adjoint.graph.While;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Has a while loop stack what a scan would run all its steps again for: the pullback of a while
/// loop is a scan of as many steps as ran, which saves what the way back reads.
///
/// The scan's body is the very same graph as the loop's until a pass rewrites bodies, so this one
/// comes before those.
final class MergeLoops implements Pass {
  /// For each while loop what scans save of its steps.
  private final IdentityTable<Node, Set<Tensor>> saved = new IdentityTable<>();

  private final IdentityTable<Node, Node> merged = new IdentityTable<>();

  @Override
  public Graph apply(Graph graph) {
    for (Node node : graph.nodes()) {
      if (node.op() instanceof Scan scan && repeats(scan, node)) {
        Set<Tensor> all = saved.findOr(loop(node), new LinkedHashSet<>());
        all.addAll(scan.saved());
        saved.put(loop(node), all);
      }
    }
    return saved.isEmpty() ? graph : Pass.walk(graph, this::rewrite);
  }

  /// What says how many steps a scan is to run.
  private static Node loop(Node scan) {
    return scan.inputs().getFirst().node();
  }

  private static boolean repeats(Scan scan, Node node) {
    return scan.counted()
        && loop(node).op() instanceof While loop
        && loop.isRepeatedBy(scan)
        && node.inputs().getFirst() == loop(node).outputs().get(loop.carries())
        && node.inputs().subList(1, node.inputs().size()).equals(loop(node).inputs());
  }

  private List<Tensor> rewrite(Node node, List<Tensor> inputs) {
    return switch (node.op()) {
      case While loop when saved.contains(node) -> stacking(loop, node, inputs);
      case Scan scan when repeats(scan, node) -> stacked(scan, loop(node));
      default -> node.withInputs(inputs).outputs();
    };
  }

  private List<Tensor> stacking(While loop, Node node, List<Tensor> inputs) {
    List<Tensor> all = List.copyOf(saved.findOr(node, Set.of()));
    Node now =
        node.source().build(() -> Node.of(loop.stacking(all), inputs).outputs().getLast()).node();
    merged.put(node, now);
    return now.outputs().subList(0, node.outputs().size());
  }

  private List<Tensor> stacked(Scan scan, Node node) {
    List<Tensor> stacks = merged.findOr(node, node).outputs();
    Map<Tensor, Tensor> stack = new HashMap<>();
    for (Tensor y : saved.findOr(node, Set.of())) {
      stack.put(y, stacks.get(scan.carries() + 1 + stack.size()));
    }
    var outputs = new ArrayList<>(stacks.subList(0, scan.carries()));
    scan.saved().forEach(y -> outputs.add(requireNonNull(stack.get(y))));
    return outputs;
  }
}

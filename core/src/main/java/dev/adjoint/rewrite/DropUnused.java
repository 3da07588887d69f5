package dev.adjoint.rewrite;

import dev.adjoint.graph.Cond;
import dev.adjoint.graph.Control;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.IdentityTable;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Scan;
import dev.adjoint.graph.Tensor;
import dev.adjoint.graph.While;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Takes from loops and choices what nobody reads: results, histories, carries that only feed
/// themselves, and the inputs that are needed for those alone. Other dead code needs no pass: a
/// graph lists only what its outputs need.
public final class DropUnused implements Pass {
  /// Makes the pass.
  public DropUnused() {}

  /// What is left of a loop or a choice: the op, which inputs it still has, which outputs.
  private record Lean(Control op, List<Integer> inputs, List<Integer> outputs) {}

  @Override
  public Graph apply(Graph graph) {
    return graph.hasControl() ? dropped(new MergeLoops().apply(graph)) : graph;
  }

  private Graph dropped(Graph graph) {
    var lean = new IdentityTable<Node, Lean>();
    var used = new IdentityTable<Tensor, Boolean>();
    use(used, graph.outputs());
    for (Node node : graph.nodes().reversed()) {
      List<Integer> outputs = outputs(node, used);
      if (outputs.isEmpty()) {
        continue;
      }
      if (node.op() instanceof Control control) {
        Lean rest = lean(control, outputs);
        lean.put(node, rest);
        rest.inputs().forEach(k -> used.put(node.inputs().get(k), true));
      } else {
        use(used, node.inputs());
      }
    }
    return Pass.walk(graph, (node, inputs) -> rewrite(node, inputs, lean.find(node)));
  }

  private static void use(IdentityTable<Tensor, Boolean> used, List<Tensor> tensors) {
    tensors.forEach(tensor -> used.put(tensor, true));
  }

  private static List<Integer> outputs(Node node, IdentityTable<Tensor, Boolean> used) {
    return indices(node.outputs().size(), k -> used.contains(node.outputs().get(k)));
  }

  private static List<Integer> indices(int count, IntPredicate which) {
    return IntStream.range(0, count).filter(which).boxed().toList();
  }

  /// What was dropped has no reader: there the old tensor stands, as for a loop nobody reads.
  private static List<Tensor> rewrite(Node node, List<Tensor> inputs, @Nullable Lean lean) {
    if (lean == null) {
      return node.op() instanceof Control ? node.outputs() : node.withInputs(inputs).outputs();
    }
    Node now = Node.of(lean.op(), lean.inputs().stream().map(inputs::get).toList());
    var outputs = new ArrayList<>(node.outputs());
    for (int k = 0; k < lean.outputs().size(); k++) {
      outputs.set(lean.outputs().get(k), now.outputs().get(k));
    }
    return outputs;
  }

  private Lean lean(Control control, List<Integer> outputs) {
    return switch (control) {
      case Scan scan -> scan(scan, outputs);
      case While loop -> loop(loop, outputs);
      case Cond cond -> cond(cond, outputs);
    };
  }

  private Lean scan(Scan scan, List<Integer> outputs) {
    List<Tensor> steps = scan.step().outputs();
    List<Integer> results = outputs.stream().filter(k -> k >= scan.carries()).toList();
    Set<Integer> carries = below(outputs, scan.carries());
    Graph body = living(scan.body().inputs(), steps, carries, results, List.of(), scan.carries());
    List<Integer> inputs = reached(body, carries, scan.carries());
    List<Integer> live = List.copyOf(carries);
    Scan op =
        new Scan(
            Graph.of(inputs.stream().map(body.inputs()::get).toList(), body.outputs()),
            live.size(),
            (int)
                inputs.stream()
                    .filter(k -> k >= scan.carries() && k < scan.carries() + scan.sequences())
                    .count(),
            scan.length(),
            scan.reversed(),
            scan.counted(),
            List.of());
    var all = new ArrayList<Integer>();
    if (scan.counted()) {
      all.add(0);
    }
    inputs.forEach(k -> all.add(scan.firstCarry() + k));
    var kept = new ArrayList<>(live);
    kept.addAll(results);
    return new Lean(op, all, kept);
  }

  private static Set<Integer> below(List<Integer> outputs, int carries) {
    var set = new TreeSet<Integer>();
    outputs.stream().filter(k -> k < carries).forEach(set::add);
    return set;
  }

  /// Adds to the live carries those that what lives is computed from, until there are no more.
  ///
  /// @return the body of what lives: carries, then results
  private Graph living(
      List<Tensor> inputs,
      List<Tensor> outputs,
      Set<Integer> carries,
      List<Integer> results,
      List<Integer> asked,
      int count) {
    while (true) {
      var roots = new ArrayList<Tensor>();
      carries.forEach(k -> roots.add(outputs.get(k)));
      results.forEach(k -> roots.add(outputs.get(k)));
      Graph body = apply(Graph.of(inputs, roots));
      boolean more = carries.addAll(asked);
      for (int k : used(body)) {
        more |= k < count && carries.add(k);
      }
      if (!more) {
        return body;
      }
    }
  }

  private static List<Integer> used(Graph graph) {
    var nodes = new IdentityTable<Node, Boolean>();
    graph.nodes().forEach(node -> nodes.put(node, true));
    return indices(graph.inputs().size(), k -> nodes.contains(graph.inputs().get(k).node()));
  }

  /// The live carries, whether or not the body reads them, and the other inputs that it reads.
  private static List<Integer> reached(Graph body, Set<Integer> carries, int count) {
    var all = new ArrayList<>(carries);
    used(body).stream().filter(k -> k >= count).forEach(all::add);
    return all;
  }

  private Lean loop(While loop, List<Integer> outputs) {
    int count = loop.carries();
    Graph condition = apply(loop.condition());
    List<Integer> asked = used(condition);
    Set<Integer> carries = below(outputs, count);
    List<Integer> stacks = outputs.stream().filter(k -> k > count).toList();
    List<Integer> results = stacks.stream().map(k -> k - 1).toList();
    List<Integer> askedCarries = asked.stream().filter(k -> k < count).toList();
    Graph body =
        living(loop.body().inputs(), loop.body().outputs(), carries, results, askedCarries, count);
    var inputs = new TreeSet<>(reached(body, carries, count));
    inputs.addAll(asked);
    var op =
        new While(
            Graph.of(inputs.stream().map(condition.inputs()::get).toList(), condition.outputs()),
            Graph.of(inputs.stream().map(body.inputs()::get).toList(), body.outputs()),
            carries.size(),
            loop.limit());
    var kept = new ArrayList<>(carries);
    kept.add(count);
    kept.addAll(stacks);
    return new Lean(op, List.copyOf(inputs), kept);
  }

  private Lean cond(Cond cond, List<Integer> outputs) {
    Graph yes = branch(cond.whenTrue(), outputs);
    Graph no = branch(cond.whenFalse(), outputs);
    var inputs = new TreeSet<>(used(yes));
    inputs.addAll(used(no));
    var op = new Cond(with(yes, inputs), with(no, inputs));
    var all = new ArrayList<Integer>();
    all.add(0);
    inputs.forEach(k -> all.add(k + 1));
    return new Lean(op, all, outputs);
  }

  private Graph branch(Graph graph, List<Integer> outputs) {
    return apply(Graph.of(graph.inputs(), outputs.stream().map(graph.outputs()::get).toList()));
  }

  private static Graph with(Graph graph, Set<Integer> inputs) {
    return Graph.of(inputs.stream().map(graph.inputs()::get).toList(), graph.outputs());
  }
}

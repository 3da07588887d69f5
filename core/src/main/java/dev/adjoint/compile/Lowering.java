package dev.adjoint.compile;

import dev.adjoint.graph.Composite;
import dev.adjoint.graph.Cond;
import dev.adjoint.graph.Control;
import dev.adjoint.graph.Elementwise;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Leaf;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.Reduction;
import dev.adjoint.graph.Routine;
import dev.adjoint.graph.Scan;
import dev.adjoint.graph.View;
import dev.adjoint.graph.While;
import dev.adjoint.kernel.Kernels;
import java.util.ArrayList;
import java.util.List;

/// From a graph whose views can all be read in place to steps in the order they run.
final class Lowering {
  private final Graph graph;
  private final Kernels kernels;
  private final Fusion fusion;
  private final Places places;
  private final FastLoops fast;
  private final Reads reads = new Reads();
  private final List<Step> steps = new ArrayList<>();
  private int loops;

  Lowering(Graph graph, Kernels kernels) {
    this.graph = graph;
    this.kernels = kernels;
    this.fusion = new Fusion(graph);
    this.places = new Places(graph, fusion);
    this.fast = new FastLoops(kernels.loops());
  }

  Program program() {
    for (Member member : fusion.members()) {
      if (member.group == null) {
        lower(member.node());
      } else {
        begin(member.group, member);
      }
    }
    List<Place> results = graph.outputs().stream().map(places::of).toList();
    List<Slot> slots = places.slots();
    List<Step> order = Schedule.of(steps, slots.size(), results);
    return new Program(graph.inputTypes(), slots, order, results, kernels.toString());
  }

  /// A group becomes a step at its first node.
  private void begin(Group group, Member member) {
    if (group.members().getFirst() == member) {
      steps.add(loop(group));
    }
  }

  private void lower(Node node) {
    switch (node.op()) {
      case Routine.Contraction _ -> steps.add(product(node));
      case Routine.Convolution op -> steps.add(convolution(op, node));
      case Routine _ when fusion.isPadding(node.outputs().getFirst()) -> {}
      case Routine op -> steps.add(call(op, node));
      case Leaf _, View _ -> {}
      case Control op -> steps.add(control(op, node));
      case Composite op -> throw new IllegalStateException(op + " was not expanded");
      case Elementwise _, Reduction _ -> throw new IllegalStateException(node + " is in no loop");
    }
  }

  private Step loop(Group group) {
    return new LoopBuilder(group, places, reads, fast).build(loops++, kernels.workers());
  }

  private Step product(Node node) {
    return new Product(
        kernels.gemm(),
        kernels.workers(),
        places.of(node.inputs().get(0)),
        places.of(node.inputs().get(1)),
        places.of(node.outputs().getFirst()));
  }

  private Step convolution(Routine.Convolution op, Node node) {
    return Convolve.of(
        op,
        kernels.convolver(),
        node.inputs().stream().map(places::of).toList(),
        places.of(node.outputs().getFirst()),
        places::room);
  }

  private Step call(Routine op, Node node) {
    return new Call(
        op,
        kernels.workers(),
        node.source(),
        node.inputs().stream().map(places::of).toList(),
        node.outputs().stream().map(places::of).toList());
  }

  private Step control(Control op, Node node) {
    List<Place> inputs = node.inputs().stream().map(places::of).toList();
    List<Place> outputs = node.outputs().stream().map(places::of).toList();
    return switch (op) {
      case Scan scan -> new ScanStep(scan, program(scan.step()), inputs, outputs);
      case While loop ->
          new WhileStep(
              loop,
              node.source(),
              program(loop.condition()),
              program(loop.body()),
              inputs,
              outputs);
      case Cond cond ->
          new CondStep(cond, program(cond.whenTrue()), program(cond.whenFalse()), inputs, outputs);
    };
  }

  private Program program(Graph graph) {
    return Compiler.compile(graph, kernels);
  }
}

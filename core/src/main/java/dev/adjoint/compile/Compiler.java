package dev.adjoint.compile;

import dev.adjoint.graph.Graph;
import dev.adjoint.kernel.Kernels;
import dev.adjoint.rewrite.Canonicalize;
import dev.adjoint.rewrite.DropUnused;
import dev.adjoint.rewrite.ExpandComposites;
import dev.adjoint.rewrite.FoldConstants;
import dev.adjoint.rewrite.Narrow;
import dev.adjoint.rewrite.Pass;
import dev.adjoint.rewrite.Simplify;

/// From graph to program: expand composites, drop what loops make for nobody, merge equal formulas,
/// compute repeated numbers once, fold constants and simplify in one walk, pad what cheap formulas
/// read instead of what they make, copy views that cannot be read in place, fuse, schedule, plan
/// memory.
public final class Compiler {
  private Compiler() {}

  /// {@return the program of a graph, to be run often}
  ///
  /// @param graph a function without free variables
  public static Program compile(Graph graph) {
    return compile(graph, Kernels.best());
  }

  /// {@return the program of a graph on some kernels}
  ///
  /// @param graph a function without free variables
  /// @param kernels the inner loops to use
  public static Program compile(Graph graph, Kernels kernels) {
    return lower(
        Pass.sequence(
                new ExpandComposites(),
                new DropUnused(),
                new Canonicalize(new Narrow(), new FoldConstants(), new Simplify()),
                Compiler::expandSimplified)
            .apply(graph),
        kernels);
  }

  /// {@return the program of a graph, to be run once; nothing is computed before it runs}
  ///
  /// @param graph a function without free variables
  public static Program once(Graph graph) {
    return lower(
        Pass.sequence(new ExpandComposites(), new DropUnused(), new Canonicalize()).apply(graph),
        Kernels.best());
  }

  /// A simpler formula may be a composite; most graphs have none.
  private static Graph expandSimplified(Graph graph) {
    Graph expanded = new ExpandComposites().apply(graph);
    return expanded == graph
        ? graph
        : new Canonicalize(new Narrow(), new FoldConstants()).apply(expanded);
  }

  private static Program lower(Graph graph, Kernels kernels) {
    return new Lowering(new Materialize().apply(new PadsFirst().apply(graph)), kernels).program();
  }
}

package dev.adjoint.check;

import dev.adjoint.array.DType;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Leaf;
import dev.adjoint.graph.Node;
import dev.adjoint.graph.View;
import java.util.function.Predicate;

/// How finely a function can be told from its neighbours: with the dtype it computes in.
///
/// @param dtype f32 if any part of the function is computed in f32, be it inside of a loop
/// @param tolerance the relative error that is allowed
/// @param step the step of differences, relative to `max(|x|, 1)`
record Precision(DType dtype, double tolerance, double step) {
  private static final double CUBE_ROOT_F64 = Math.cbrt(Math.ulp(1.0));
  private static final double CUBE_ROOT_F32 = Math.cbrt(Math.ulp(1.0f));

  /// What the settings say, and where they say nothing the usual.
  static Precision of(Graph graph, Settings settings) {
    Precision usual = of(graph);
    return new Precision(
        usual.dtype,
        settings.tolerance() > 0 ? settings.tolerance() : usual.tolerance,
        settings.step() > 0 ? settings.step() : usual.step);
  }

  static Precision of(Graph graph) {
    return of(graph, _ -> true);
  }

  /// That of the values alone: numbers that are f32 and taken to f64 before anything is computed
  /// are exact. (Their gradient is not, where it is a sum: it is summed in f32.)
  static Precision ofValues(Graph graph) {
    return of(graph, node -> !(node.op() instanceof Leaf || node.op() instanceof View));
  }

  private static Precision of(Graph graph, Predicate<Node> counts) {
    boolean f32 =
        Depths.nodes(graph).stream()
            .filter(counts)
            .flatMap(node -> node.outputs().stream())
            .anyMatch(y -> y.dtype() == DType.FLOAT32);
    return f32
        ? new Precision(DType.FLOAT32, 1e-3, CUBE_ROOT_F32)
        : new Precision(DType.FLOAT64, 1e-6, CUBE_ROOT_F64);
  }

  /// The distance from 1 to the next number.
  double ulp() {
    return dtype == DType.FLOAT32 ? Math.ulp(1f) : Math.ulp(1.0);
  }
}

package dev.adjoint;

import dev.adjoint.array.DType;
import dev.adjoint.array.NDArray;
import dev.adjoint.array.Shape;
import dev.adjoint.array.TensorType;
import dev.adjoint.autodiff.Transformations;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/// Whole Jacobians: all columns at once, a batch of tangents pushed forward, or all rows at once, a
/// batch of cotangents pulled back.
final class Jacobians {
  private Jacobians() {}

  static <A> A of(Function<A, Tensor> f, A x, Optional<Mode> wanted) {
    Misuse.checkTree("jacobian", x);
    Traced traced = Traced.of(f, x);
    Graph graph = traced.graph();
    Tensor y = graph.outputs().getFirst();
    checkFloating(y);
    long inputs =
        graph.inputs().stream()
            .filter(v -> v.type().isFloating())
            .mapToLong(v -> v.type().count())
            .sum();
    Mode mode = wanted.orElse(inputs < y.type().count() ? Mode.FORWARD : Mode.REVERSE);
    List<Tensor> blocks =
        switch (mode) {
          case FORWARD -> columns(graph);
          case REVERSE -> rows(graph);
        };
    return Tree.with(x, Graph.of(graph.inputs(), blocks).apply(Tree.tensors(x)));
  }

  private static void checkFloating(Tensor y) {
    if (!y.type().isFloating()) {
      throw Misuse.of(
          "jacobian",
          "jacobian needs a function to f32 or f64, but it returned %s; only floating-point values have derivatives, so convert with Cast.of(x, dtype)"
              .formatted(y.type()),
          Misuse.parts("result", y));
    }
  }

  /// One block for each input, `[out…, in…]`.
  private static List<Tensor> columns(Graph graph) {
    var blocks = new ArrayList<Tensor>();
    for (Tensor x : graph.inputs()) {
      blocks.add(x.type().isFloating() ? columns(graph, x) : zeros(graph, x));
    }
    return blocks;
  }

  private static Tensor columns(Graph graph, Tensor x) {
    Tensor xDot = Tensor.variable(x.type());
    Tensor yDot = Transformations.jvp(graph, x, xDot).getFirst();
    Tensor all = batch(xDot, List.of(yDot)).getFirst();
    int[] order = IntStream.rangeClosed(1, all.shape().rank()).toArray();
    order[order.length - 1] = 0;
    return all.transpose(order).reshape(joined(graph.outputs().getFirst(), x).toArray());
  }

  private static List<Tensor> rows(Graph graph) {
    Tensor y = graph.outputs().getFirst();
    Tensor yBar = Tensor.variable(y.type());
    List<Tensor> xBars = Transformations.pullback(graph, List.of(yBar));
    List<Tensor> all = batch(yBar, xBars);
    var blocks = new ArrayList<Tensor>();
    for (int k = 0; k < xBars.size(); k++) {
      Tensor x = graph.inputs().get(k);
      blocks.add(
          x.type().isFloating() ? all.get(k).reshape(joined(y, x).toArray()) : zeros(graph, x));
    }
    return blocks;
  }

  private static Tensor zeros(Graph graph, Tensor x) {
    return Tensor.zeros(x.type().withShape(joined(graph.outputs().getFirst(), x)));
  }

  private static Shape joined(Tensor y, Tensor x) {
    return Shape.of(
        IntStream.concat(IntStream.of(y.shape().toArray()), IntStream.of(x.shape().toArray()))
            .toArray());
  }

  /// Linear formulas of a variable at every unit vector, stacked along a first axis.
  private static List<Tensor> batch(Tensor variable, List<Tensor> formulas) {
    int size = variable.type().count();
    Graph graph = Graph.of(List.of(variable), formulas);
    return size == 1
        ? alone(graph, Tensor.ones(variable.type()))
        : Transformations.vmap(graph, List.of(basis(variable.type())), size);
  }

  /// An axis for one element in every formula would keep it out of the loops of what has none.
  private static List<Tensor> alone(Graph graph, Tensor unit) {
    return graph.apply(List.of(unit)).stream()
        .map(y -> y.reshape(y.shape().prepend(1).toArray()))
        .toList();
  }

  private static Tensor basis(TensorType type) {
    int n = type.count();
    double[] eye = new double[Math.multiplyExact(n, n)];
    for (int i = 0; i < n; i++) {
      eye[i * (n + 1)] = 1;
    }
    NDArray matrix = NDArray.wrap(TensorType.of(DType.FLOAT64, n, n), eye).cast(type.dtype());
    return Tensor.constant(matrix).reshape(type.shape().prepend(n).toArray());
  }

  /// Forward over reverse.
  static <A> Tensor hessian(Function<A, Tensor> f, A x) {
    if (x instanceof Tensor at) {
      Transformed<Tensor, Tensor> gradient = (v, fresh) -> gradient(f, x, v, fresh);
      return of(gradient, at, Optional.of(Mode.FORWARD));
    }
    Function<Tensor, Tensor> flat = v -> f.apply(Flat.unflatten(x, v));
    Transformed<Tensor, Tensor> gradient = (v, fresh) -> gradient(flat, v, v, fresh);
    return of(gradient, Flat.of(x), Optional.of(Mode.FORWARD));
  }

  /// The gradient of a function whose argument is a tensor.
  private static <A> Tensor gradient(Function<A, Tensor> f, A like, Tensor at, boolean fresh) {
    A x = Tree.with(like, List.of(at));
    return Tree.tensors(Adjoint.valueAndGrad("hessian", f, x, fresh).grad()).getFirst();
  }
}

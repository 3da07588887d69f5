package dev.adjoint.check;

import dev.adjoint.Adjoint;
import dev.adjoint.Tree;
import dev.adjoint.graph.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/// What is checked: a function at a point, and where around it.
///
/// @param f the function, to a tree
/// @param scalar the function contracted to one number
/// @param point the point
/// @param settings how to check
/// @param precision how finely
/// @param <A> the type of the argument
record Subject<A>(
    Function<A, Object> f,
    Function<A, Tensor> scalar,
    Point<A> point,
    Settings settings,
    Precision precision) {
  private static final long SEED = 1;

  static <A> Subject<A> of(Function<A, ?> f, Point<A> point, Settings settings) {
    Function<A, Tensor> scalar = Contraction.of(f);
    Precision precision = Precision.of(Adjoint.trace(scalar, point.tree()), settings);
    return new Subject<>(f::apply, scalar, point, settings, precision);
  }

  /// The function's values at the point.
  Point<Object> values() {
    Object y = Adjoint.compile(f).apply(point.tree());
    return Point.of(
        y, Tree.names(y).stream().map(n -> n.equals("x") ? "output" : "output " + n).toList());
  }

  /// The product of the Hessian with a vector: `∇⟨∇f, v⟩`.
  A curvature(A x, List<Tensor> v) {
    Function<A, A> gradient = Adjoint.grad(scalar);
    Function<A, Tensor> along =
        a -> Contraction.dot(Contraction.floating(Tree.tensors(gradient.apply(a))), v);
    return Adjoint.grad(along).apply(x);
  }

  /// Random unit vectors, always the same.
  List<double[]> directions() {
    var random = new Random(SEED);
    return IntStream.range(0, settings.directions())
        .mapToObj(_ -> unitVector(random, point.count()))
        .toList();
  }

  private static double[] unitVector(Random random, int size) {
    double[] vector = DoubleStream.generate(random::nextGaussian).limit(size).toArray();
    double norm = Line.norm(vector);
    return Arrays.stream(vector).map(x -> x / norm).toArray();
  }

  /// The elements to check: all, or some drawn at random.
  List<Integer> sample(Slot slot) {
    var all = new ArrayList<>(IntStream.range(slot.offset(), slot.end()).boxed().toList());
    if (all.size() > settings.elements()) {
      Collections.shuffle(all, new Random(SEED));
    }
    return all.subList(0, Math.min(settings.elements(), all.size()));
  }

  /// The size of the largest element.
  double largest() {
    return Arrays.stream(point.vector()).map(Math::abs).max().orElse(0);
  }

  /// The size below which numbers that must be the same are rounding, as a scale for the tolerance:
  /// a thousand roundings of the point.
  double floor() {
    return 1000 * precision.ulp() * Math.max(1, largest()) / precision.tolerance();
  }

  /// The step along a direction.
  double reach() {
    return precision.step() * Math.max(largest(), 1);
  }

  /// The rounding error of each output of a function along a direction.
  double[] noise(double[] along, UnaryOperator<double[]> f) {
    return Line.noise(point, along, reach(), f, precision.ulp());
  }

  /// The largest finite size of some numbers.
  static double largest(double[] numbers, int from, int to) {
    return Arrays.stream(numbers, from, to).map(Math::abs).filter(Double::isFinite).max().orElse(0);
  }
}

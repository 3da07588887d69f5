package dev.adjoint.check;

import dev.adjoint.Adjoint;
import dev.adjoint.Tree;
import dev.adjoint.graph.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/// One check at one point: the function and its derivatives compiled once, then compared with
/// differences again and again.
final class Examination<A> {
  private static final long SEED = 1;

  private final Point<A> point;
  private final Function<A, Tensor> g;
  private final UnaryOperator<double[]> value;
  private final UnaryOperator<double[]> gradient;
  private final List<double[]> directions;
  private final double[] middle;
  private final double[] slopes;
  private final double noise;
  private final int elements;
  private final double tolerance;
  private final double step;
  private final double ulp;

  Examination(
      Point<A> point,
      Function<A, Tensor> g,
      int directions,
      int elements,
      double tolerance,
      double step,
      double ulp) {
    this.point = point;
    this.g = g;
    Function<A, Tensor> values = Adjoint.compile(g);
    this.value = v -> new double[] {values.apply(point.with(v)).value().item()};
    Function<A, A> gradients = Adjoint.compile(Adjoint.grad(g));
    this.gradient = v -> point.read(gradients.apply(point.with(v)));
    this.directions = unitVectors(directions, point.count());
    this.middle = value.apply(point.vector());
    this.slopes = gradient.apply(point.vector());
    this.elements = elements;
    this.tolerance = tolerance;
    this.step = step;
    this.ulp = ulp;
    this.noise =
        this.directions.stream().mapToDouble(along -> noise(along, value)[0]).max().orElseThrow();
  }

  private static List<double[]> unitVectors(int count, int size) {
    var random = new Random(SEED);
    return IntStream.range(0, count).mapToObj(_ -> unitVector(random, size)).toList();
  }

  private static double[] unitVector(Random random, int size) {
    double[] vector = DoubleStream.generate(random::nextGaussian).limit(size).toArray();
    double norm = Line.norm(vector);
    return Arrays.stream(vector).map(x -> x / norm).toArray();
  }

  /// The gradient against differences of the function, element by element.
  List<GradientReport.Row> first() {
    var rows = new ArrayList<GradientReport.Row>();
    for (Point.Slot slot : point.slots()) {
      double scale = scale(slopes, slot.offset(), slot.end());
      addRow(rows, 1, slot, sample(slot).stream().map(i -> element(slot, i, scale)).toList());
    }
    return rows;
  }

  private Comparison element(Point.Slot slot, int i, double scale) {
    String place = slot.place(i - slot.offset());
    double[] axis = point.axis(i);
    return along(place, axis, Math.abs(point.value(i)), _ -> slopes[i], scale);
  }

  /// Compares with the usual step. Near 0 that step may be larger than all that the function does
  /// there; so a gradient is only wrong if a step of the size of the point does not say it is
  /// right.
  private Comparison along(
      String place, double[] axis, double size, ToDoubleFunction<Line> slope, double scale) {
    Comparison usual = along(place, axis, step * Math.max(size, 1), noise, slope, scale);
    if (usual.verdict() != Verdict.WRONG || size == 0 || size >= 1) {
      return usual;
    }
    double h = step * size;
    double nearNoise = Line.noise(point, axis, h, value, ulp)[0];
    Comparison near = along(place, axis, h, nearNoise, slope, scale);
    return near.verdict() == Verdict.OK ? near : usual;
  }

  private Comparison along(
      String place,
      double[] axis,
      double h,
      double noise,
      ToDoubleFunction<Line> slope,
      double scale) {
    Line line = Line.of(point, axis, h, value, middle);
    return Comparison.of(
        place, slope.applyAsDouble(line), line.difference(0, noise), tolerance, scale);
  }

  /// The gradient against differences of the function, of all inputs together along each direction.
  GradientReport.Row along() {
    double scale = scale(slopes, 0, slopes.length) / Math.sqrt(slopes.length);
    var all = new ArrayList<Comparison>();
    for (int k = 0; k < directions.size(); k++) {
      String place = "direction " + k;
      double[] axis = directions.get(k);
      all.add(along(place, axis, largest(), this::slope, scale));
    }
    return GradientReport.Row.of(1, "all inputs along random directions", all);
  }

  private double slope(Line line) {
    return dot(slopes, line.direction());
  }

  /// The gradient of `⟨∇f, v⟩` against differences of `∇f` along `v`, for each direction `v`.
  List<GradientReport.Row> second() {
    List<List<Comparison>> found =
        point.slots().stream().map(_ -> (List<Comparison>) new ArrayList<Comparison>()).toList();
    BiFunction<A, List<Tensor>, A> curvature = Adjoint.compile(this::curvature);
    for (int k = 0; k < directions.size(); k++) {
      Line line = Line.of(point, directions.get(k), reach(), gradient, slopes);
      double[] noises = noise(directions.get(k), gradient);
      double[] analytic = point.read(curvature.apply(point.tree(), point.split(line.direction())));
      for (int s = 0; s < found.size(); s++) {
        found.get(s).addAll(compare(point.slots().get(s), k, line, noises, analytic));
      }
    }
    var rows = new ArrayList<GradientReport.Row>();
    for (int s = 0; s < found.size(); s++) {
      addRow(rows, 2, point.slots().get(s), found.get(s));
    }
    return rows;
  }

  private A curvature(A x, List<Tensor> v) {
    return Adjoint.grad(
            (A a) -> dot(Contraction.floating(Tree.tensors(Adjoint.grad(g).apply(a))), v))
        .apply(x);
  }

  private static Tensor dot(List<Tensor> a, List<Tensor> b) {
    return IntStream.range(0, a.size())
        .mapToObj(i -> Contraction.dot(a.get(i), b.get(i)))
        .reduce(Tensor::plus)
        .orElseThrow();
  }

  private List<Comparison> compare(
      Point.Slot slot, int direction, Line line, double[] noises, double[] analytic) {
    double scale =
        Math.max(
            scale(analytic, slot.offset(), slot.end()), scale(slopes, slot.offset(), slot.end()));
    return IntStream.range(slot.offset(), slot.end())
        .mapToObj(i ->
            Comparison.of(
                slot.place(i - slot.offset()) + ", direction " + direction,
                analytic[i],
                line.difference(i, noises[i]),
                tolerance,
                scale))
        .toList();
  }

  private static void addRow(
      List<GradientReport.Row> rows, int order, Point.Slot slot, List<Comparison> all) {
    if (!all.isEmpty()) {
      rows.add(GradientReport.Row.of(order, slot.name() + " " + slot.type(), all));
    }
  }

  /// The elements to check: all, or some drawn at random.
  private List<Integer> sample(Point.Slot slot) {
    var all = new ArrayList<>(IntStream.range(slot.offset(), slot.end()).boxed().toList());
    if (all.size() > elements) {
      Collections.shuffle(all, new Random(SEED));
    }
    return all.subList(0, Math.min(elements, all.size()));
  }

  private double[] noise(double[] along, UnaryOperator<double[]> f) {
    return Line.noise(point, along, reach(), f, ulp);
  }

  /// The step along a direction.
  private double reach() {
    return step * Math.max(largest(), 1);
  }

  private double largest() {
    return Arrays.stream(point.vector()).map(Math::abs).max().orElse(0);
  }

  /// The size of derivatives that matter: the largest of them, or the function's own value if that
  /// is larger but no more than 1.
  private double scale(double[] derivatives, int from, int to) {
    double largest =
        Arrays.stream(derivatives, from, to)
            .map(Math::abs)
            .filter(Double::isFinite)
            .max()
            .orElse(0);
    return Math.max(largest, Math.min(1, Math.abs(middle[0])));
  }

  private static double dot(double[] a, double[] b) {
    return IntStream.range(0, a.length).mapToDouble(i -> a[i] * b[i]).sum();
  }
}

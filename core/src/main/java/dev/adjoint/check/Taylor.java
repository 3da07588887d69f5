package dev.adjoint.check;

import dev.adjoint.Adjoint;
import dev.adjoint.array.DType;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/// The Taylor test of a function along one random direction `v`.
///
/// With the right gradient `f(x+hv) − f(x) − h·⟨∇f,v⟩` is `O(h²)`, with the right Hessian `… −
/// h²/2·⟨v,Hv⟩` is `O(h³)`; a wrong term leaves the slope of the one before. So does a kink, but it
/// shows in the other half of the function: it makes the even part `f(x+hv) + f(x−hv) − 2f(x)` as
/// large as `O(h)`, and a jump of the second derivative makes the odd part `O(h²)`.
final class Taylor {
  private static final int STEPS = 10;
  private static final double LARGEST = 0.25;

  /// A slope may miss a whole number by so much.
  private static final double SLACK = 0.3;

  /// The change over a step to either side.
  private record Change(double step, double right, double left, double along) {}

  private final Subject<?> subject;
  private final Derivatives at;
  private final double[] direction;
  private final double curvature;
  private final double noise;
  private final double slopeNoise;
  private final List<Change> changes;

  <A> Taylor(Subject<A> subject) {
    this.subject = subject;
    this.at = Derivatives.of(subject);
    this.direction = subject.directions().getFirst();
    this.curvature = curvature(subject, direction);
    this.noise = subject.noise(direction, at.value())[0];
    this.slopeNoise = dot(subject.noise(direction, at.gradient()), absolute(direction));
    this.changes = IntStream.range(0, STEPS).mapToObj(this::change).toList();
  }

  private static <A> double curvature(Subject<A> subject, double[] v) {
    Point<A> point = subject.point();
    A bend = Adjoint.compile(subject::curvature).apply(point.tree(), point.split(v));
    return dot(point.read(bend), v);
  }

  private static double dot(double[] a, double[] b) {
    return IntStream.range(0, a.length).mapToDouble(i -> a[i] * b[i]).sum();
  }

  private static double[] absolute(double[] a) {
    return Arrays.stream(a).map(Math::abs).toArray();
  }

  /// Single precision leaves room for fewer digits, so its steps are closer to each other.
  private Change change(int k) {
    int halvings = subject.precision().dtype() == DType.FLOAT32 ? k : 2 * k;
    double h = Math.scalb(LARGEST * Math.max(1, subject.largest()), -halvings);
    double[] x = subject.point().vector();
    double[] right = subject.point().moved(direction, h);
    double[] left = subject.point().moved(direction, -h);
    double along = 0;
    for (int i = 0; i < x.length; i++) {
      along += at.slopes()[i] * (right[i] - x[i]);
    }
    double middle = at.middle()[0];
    return new Change(
        h, at.value().apply(right)[0] - middle, at.value().apply(left)[0] - middle, along);
  }

  TaylorReport report() {
    return new TaylorReport(
        subject.precision().dtype(),
        List.of(
            column(1, c -> c.right, c -> c.right),
            column(2, c -> c.right - c.along, c -> c.right + c.left),
            column(3, c -> c.right - c.along - bend(c), c -> (c.right - c.left) / 2 - c.along)));
  }

  private double bend(Change c) {
    return c.step * c.step / 2 * curvature;
  }

  /// @param other the half of the function in which a kink would show as it does in the remainder,
  ///   and a wrong derivative would not
  private TaylorReport.Column column(
      int wanted, ToDoubleFunction<Change> remainder, ToDoubleFunction<Change> other) {
    List<Remainder> remainders = remainders(remainder);
    OptionalDouble slope = Remainder.slope(remainders);
    Verdict verdict = verdict(wanted, slope, Remainder.slope(remainders(other)));
    return new TaylorReport.Column(wanted, remainders, slope, verdict);
  }

  private List<Remainder> remainders(ToDoubleFunction<Change> remainder) {
    return changes.stream()
        .map(c -> new Remainder(c.step, Math.abs(remainder.applyAsDouble(c)), noise(c)))
        .toList();
  }

  private double noise(Change c) {
    return 2 * noise + c.step * slopeNoise + subject.precision().ulp() * Math.abs(bend(c));
  }

  private static Verdict verdict(int wanted, OptionalDouble slope, OptionalDouble other) {
    if (slope.orElse(wanted) >= wanted - SLACK) {
      return Verdict.OK;
    }
    boolean smooth = other.orElse(wanted) >= wanted - 0.5;
    return wanted > 1 && smooth && slope.getAsDouble() < wanted - 0.5
        ? Verdict.WRONG
        : Verdict.NOISY;
  }
}

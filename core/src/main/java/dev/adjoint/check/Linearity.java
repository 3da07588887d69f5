package dev.adjoint.check;

import dev.adjoint.Adjoint;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// [Aspect#LINEARITY]: the pullback of `a·u + b·v` against `a` times that of `u` and `b` times that
/// of `v`, and the pullback of zeros against zero.
final class Linearity<A> {
  private static final long SEED = 3;
  private static final double A = 1.7;
  private static final double B = -0.6;

  private final Subject<A> subject;
  private final UnaryOperator<double[]> pullback;
  private final double[] u;
  private final double[] v;

  Linearity(Subject<A> subject) {
    this.subject = subject;
    Point<Object> y = subject.values();
    A x = subject.point().tree();
    var compiled =
        Adjoint.compile((A a, Object yBar) -> Adjoint.vjp(subject.f(), a).pullback().apply(yBar));
    this.pullback = yBar -> subject.point().read(compiled.apply(x, y.gradient(yBar)));
    var random = new Random(SEED);
    this.u = random.doubles(y.count(), -2, 2).toArray();
    this.v = random.doubles(y.count(), -2, 2).toArray();
  }

  List<GradientReport.Row> rows() {
    double[] uBar = pullback.apply(u);
    double[] vBar = pullback.apply(v);
    double[] both = pullback.apply(sum(u, v));
    double[] zeros = pullback.apply(new double[u.length]);
    double[] parts = sum(uBar, vBar);
    return subject.point().slots().stream()
        .filter(slot -> slot.type().count() > 0)
        .map(slot -> row(slot, both, parts, zeros, scale(slot, uBar, vBar)))
        .toList();
  }

  private static double[] sum(double[] u, double[] v) {
    double[] sum = new double[u.length];
    Arrays.setAll(sum, i -> A * u[i] + B * v[i]);
    return sum;
  }

  private double scale(Slot slot, double[] uBar, double[] vBar) {
    double largest =
        Math.max(
            Subject.largest(uBar, slot.offset(), slot.end()),
            Subject.largest(vBar, slot.offset(), slot.end()));
    return Math.max(largest, subject.floor());
  }

  private GradientReport.Row row(
      Slot slot, double[] both, double[] parts, double[] zeros, double scale) {
    double tolerance = subject.precision().tolerance();
    return GradientReport.Row.of(
        Aspect.LINEARITY,
        slot.title(),
        IntStream.range(slot.offset(), slot.end())
            .boxed()
            .flatMap(i -> {
              String place = slot.place(i - slot.offset());
              return Stream.of(
                  Comparison.same(place + " of a·u + b·v", both[i], parts[i], tolerance, scale),
                  Comparison.same(
                      place + " of zeros",
                      zeros[i],
                      Double.isFinite(parts[i]) ? 0 : parts[i],
                      0,
                      scale));
            })
            .toList());
  }
}

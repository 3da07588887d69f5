package dev.adjoint.check;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/// [Aspect#REVERSE]: the gradient against differences of the function's values.
final class FirstOrder {
  /// The steps to try where the usual one sees too little: smaller beside a kink or a bend, larger
  /// under noise.
  static final double[] OTHERS = {1.0 / 16, 16};

  /// The steps whose differences are shown as evidence.
  static final double[] SHOWN = {64, 8, 1, 1.0 / 8};

  private final Subject<?> subject;
  private final Derivatives at;
  private final double noise;

  FirstOrder(Subject<?> subject, Derivatives at) {
    this.subject = subject;
    this.at = at;
    this.noise =
        subject.directions().stream()
            .mapToDouble(along -> subject.noise(along, at.value())[0])
            .max()
            .orElseThrow();
  }

  /// Element by element.
  List<GradientReport.Row> rows() {
    return subject.point().slots().stream()
        .filter(slot -> slot.type().count() > 0)
        .map(this::row)
        .toList();
  }

  private GradientReport.Row row(Slot slot) {
    double scale = at.scale(at.slopes(), slot.offset(), slot.end());
    return GradientReport.Row.of(
        Aspect.REVERSE,
        slot.title(),
        subject.sample(slot).stream().map(i -> element(slot, i, scale)).toList());
  }

  private Comparison element(Slot slot, int i, double scale) {
    Point<?> point = subject.point();
    var probe = new Probe(slot.place(i - slot.offset()), point.axis(i), _ -> at.slopes()[i], scale);
    return probe.judge(Math.abs(point.value(i)));
  }

  /// Of all inputs together, along each direction.
  GradientReport.Row along() {
    double[] slopes = at.slopes();
    double scale = at.scale(slopes, 0, slopes.length) / Math.sqrt(slopes.length);
    var all = new ArrayList<Comparison>();
    for (double[] axis : subject.directions()) {
      String place = "direction " + all.size();
      all.add(new Probe(place, axis, this::slope, scale).judge(subject.largest()));
    }
    return GradientReport.Row.of(Aspect.REVERSE, "all inputs along random directions", all);
  }

  private double slope(Line line) {
    return IntStream.range(0, at.slopes().length)
        .mapToDouble(i -> at.slopes()[i] * line.direction()[i])
        .sum();
  }

  /// One derivative, to be taken with one step or another.
  private final class Probe {
    private final String place;
    private final double[] axis;
    private final ToDoubleFunction<Line> slope;
    private final double scale;

    Probe(String place, double[] axis, ToDoubleFunction<Line> slope, double scale) {
      this.place = place;
      this.axis = axis;
      this.slope = slope;
      this.scale = scale;
    }

    /// Compares with the usual step, and where that does not say OK with others, of which one that
    /// does is believed. Near 0 the usual step may be larger than all that the function does there;
    /// so a gradient is only wrong if a step of the size of the point does not say it is right.
    Comparison judge(double size) {
      double h = subject.precision().step() * Math.max(size, 1);
      Comparison usual = with(h, noise);
      return switch (usual.verdict()) {
        case OK -> usual;
        case WRONG -> size == 0 || size >= 1 ? shown(usual, h) : near(usual, h, h * size);
        case NOISY -> another(usual, h);
      };
    }

    private Comparison near(Comparison usual, double h, double smaller) {
      Comparison near = with(smaller, noise(smaller));
      return near.verdict() == Verdict.OK ? near : shown(usual, h);
    }

    private Comparison another(Comparison usual, double h) {
      for (double factor : OTHERS) {
        Comparison other = with(h * factor, noise(h * factor));
        if (other.verdict() == Verdict.OK) {
          return other;
        }
      }
      return shown(usual, h);
    }

    private double noise(double h) {
      return Math.max(
          noise, Line.noise(subject.point(), axis, h, at.value(), subject.precision().ulp())[0]);
    }

    private Comparison with(double h, double noise) {
      Line line = Line.of(subject.point(), axis, h, at.value(), at.middle());
      return Comparison.of(
          place,
          slope.applyAsDouble(line),
          line.difference(0, noise),
          subject.precision().tolerance(),
          scale);
    }

    private Comparison shown(Comparison comparison, double usual) {
      var steps = new ArrayList<Comparison.Quotient>();
      for (double factor : SHOWN) {
        double h = factor * usual;
        double slope = Line.quotients(subject.point(), axis, h, at.value())[0];
        steps.add(new Comparison.Quotient(h, slope));
      }
      return comparison.with(steps);
    }
  }
}

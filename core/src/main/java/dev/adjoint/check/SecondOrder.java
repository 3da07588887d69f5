package dev.adjoint.check;

import dev.adjoint.Adjoint;
import dev.adjoint.graph.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

/// [Mode#SECOND]: the gradient of `⟨∇f, v⟩` against differences of `∇f` along `v`, for each
/// direction `v`.
final class SecondOrder<A> {
  private final Subject<A> subject;
  private final Derivatives at;

  SecondOrder(Subject<A> subject, Derivatives at) {
    this.subject = subject;
    this.at = at;
  }

  List<GradientReport.Row> rows() {
    List<Slot> slots = subject.point().slots();
    List<List<Comparison>> found =
        slots.stream().map(_ -> (List<Comparison>) new ArrayList<Comparison>()).toList();
    BiFunction<A, List<Tensor>, A> curvature = Adjoint.compile(subject::curvature);
    List<double[]> directions = subject.directions();
    for (int k = 0; k < directions.size(); k++) {
      Bend bend = bend(directions.get(k), curvature);
      for (int s = 0; s < slots.size(); s++) {
        found.get(s).addAll(bend.compare(slots.get(s), ", direction " + k));
      }
    }
    return IntStream.range(0, slots.size())
        .filter(s -> !found.get(s).isEmpty())
        .mapToObj(s -> GradientReport.Row.of(Mode.SECOND, slots.get(s).title(), found.get(s)))
        .toList();
  }

  private Bend bend(double[] direction, BiFunction<A, List<Tensor>, A> curvature) {
    Point<A> point = subject.point();
    Line line = Line.of(point, direction, subject.reach(), at.gradient(), at.slopes());
    double[] noises = subject.noise(direction, at.gradient());
    double[] analytic =
        point.read(curvature.apply(point.tree(), point.split(line.direction())));
    return new Bend(line, noises, analytic);
  }

  /// How the gradient changes along one direction, by differences and by reverse mode.
  private final class Bend {
    private final Line line;
    private final double[] noises;
    private final double[] analytic;

    Bend(Line line, double[] noises, double[] analytic) {
      this.line = line;
      this.noises = noises;
      this.analytic = analytic;
    }

    List<Comparison> compare(Slot slot, String where) {
      double scale =
          Math.max(
              at.scale(analytic, slot.offset(), slot.end()),
              at.scale(at.slopes(), slot.offset(), slot.end()));
      return IntStream.range(slot.offset(), slot.end())
          .mapToObj(
              i ->
                  Comparison.of(
                      slot.place(i - slot.offset()) + where,
                      analytic[i],
                      line.difference(i, noises[i]),
                      subject.precision().tolerance(),
                      scale))
          .toList();
    }
  }
}

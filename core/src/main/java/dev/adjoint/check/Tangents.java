package dev.adjoint.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/// A vector-valued function along each random direction: the tangents that are claimed against
/// differences, output by output.
///
/// @param subject the point, the directions, the precision
/// @param aspect what the rows are of
/// @param slots the outputs
/// @param f the function
/// @param middle its value at the point
/// @param claim from a unit vector to the tangent along it
/// @param floor for each slot, which size of derivatives matters at least
record Tangents(
    Subject<?> subject,
    Aspect aspect,
    List<Slot> slots,
    UnaryOperator<double[]> f,
    double[] middle,
    UnaryOperator<double[]> claim,
    ToDoubleFunction<Slot> floor) {
  List<GradientReport.Row> rows() {
    List<double[]> directions = subject.directions();
    List<Along> lines =
        IntStream.range(0, directions.size())
            .mapToObj(k -> new Along(directions.get(k), "direction " + k))
            .toList();
    return slots.stream()
        .filter(slot -> slot.type().count() > 0)
        .map(slot -> row(slot, lines))
        .toList();
  }

  private GradientReport.Row row(Slot slot, List<Along> lines) {
    return GradientReport.Row.of(
        aspect, slot.title(), lines.stream().flatMap(line -> line.compare(slot).stream()).toList());
  }

  /// The function along one direction, with the usual step, and where that tells too little with
  /// others.
  private final class Along {
    private final double[] direction;
    private final String name;
    private final double[] claimed;
    private final Map<Double, Line> lines = new HashMap<>();
    private final Map<Double, double[]> noises = new HashMap<>();
    private final Map<Double, double[]> quotients = new HashMap<>();

    Along(double[] direction, String name) {
      this.direction = direction;
      this.name = name;
      this.claimed = claim.apply(line(1).direction());
    }

    private Line line(double factor) {
      return lines.computeIfAbsent(
          factor, k -> Line.of(subject.point(), direction, k * subject.reach(), f, middle));
    }

    private double[] noise(double factor) {
      return noises.computeIfAbsent(
          factor,
          k ->
              Line.noise(
                  subject.point(), direction, k * subject.reach(), f, subject.precision().ulp()));
    }

    List<Comparison> compare(Slot slot) {
      double largest = Subject.largest(claimed, slot.offset(), slot.end());
      double scale = Math.max(largest, floor.applyAsDouble(slot));
      return IntStream.range(slot.offset(), slot.end())
          .mapToObj(i -> judge(i, slot.place(i - slot.offset()) + ", " + name, scale))
          .toList();
    }

    private Comparison judge(int i, String place, double scale) {
      Comparison usual = with(1, i, place, scale);
      if (usual.verdict() == Verdict.NOISY) {
        for (double factor : FirstOrder.OTHERS) {
          Comparison other = with(factor, i, place, scale);
          if (other.verdict() == Verdict.OK) {
            return other;
          }
        }
      }
      return usual.verdict() == Verdict.OK ? usual : usual.with(evidence(i));
    }

    private Comparison with(double factor, int i, String place, double scale) {
      Difference numeric = line(factor).difference(i, Math.max(noise(1)[i], noise(factor)[i]));
      return Comparison.of(place, claimed[i], numeric, subject.precision().tolerance(), scale);
    }

    private List<Comparison.Quotient> evidence(int i) {
      var shown = new ArrayList<Comparison.Quotient>();
      for (double factor : FirstOrder.SHOWN) {
        double h = factor * subject.reach();
        double[] slopes =
            quotients.computeIfAbsent(h, _ -> Line.quotients(subject.point(), direction, h, f));
        shown.add(new Comparison.Quotient(h, slopes[i]));
      }
      return shown;
    }
  }
}

package dev.adjoint.check;

import dev.adjoint.array.DType;
import java.util.List;
import java.util.Locale;

/// What a [GradientCheck] found; its text is made to be read.
///
/// @param precision the dtype that the function computes in: f32 if any part of it does
/// @param tolerance the relative error that was allowed
/// @param step the step of the differences, relative to `max(|x|, 1)`
/// @param inputs what was compared element by element, order by order and input by input
/// @param directions what was compared along random directions through all inputs
public record GradientReport(
    DType precision, double tolerance, double step, List<Row> inputs, Row directions) {
  /// The comparisons of one order in one input, or along all directions.
  ///
  /// @param order 1 or 2
  /// @param name the path of the input in its tree, and its type; or the number of directions
  /// @param checked how many derivatives were compared
  /// @param noisy how many of them are NOISY
  /// @param wrong how many of them are WRONG
  /// @param worst the worst of them
  public record Row(int order, String name, int checked, int noisy, int wrong, Comparison worst) {
    static Row of(int order, String name, List<Comparison> all) {
      return new Row(
          order,
          name,
          all.size(),
          count(all, Verdict.NOISY),
          count(all, Verdict.WRONG),
          all.stream().reduce((a, b) -> b.isWorseThan(a) ? b : a).orElseThrow());
    }

    private static int count(List<Comparison> all, Verdict verdict) {
      return (int) all.stream().filter(c -> c.verdict() == verdict).count();
    }

    /// {@return the verdict of the worst comparison}
    public Verdict verdict() {
      return worst.verdict();
    }
  }

  /// {@return the worst verdict of all}
  public Verdict verdict() {
    return worst().verdict();
  }

  /// {@return whether every verdict is OK}
  public boolean ok() {
    return verdict() == Verdict.OK;
  }

  /// {@return this report, if every verdict is OK}
  ///
  /// @throws AssertionError with this report's text, if not
  public GradientReport orThrow() {
    if (!ok()) {
      throw new AssertionError(toString());
    }
    return this;
  }

  /// {@return the row with the worst comparison; an input unless only the directions show it}
  public Row worst() {
    Row worst =
        inputs.stream().reduce((a, b) -> b.worst().isWorseThan(a.worst()) ? b : a).orElseThrow();
    return directions.verdict().compareTo(worst.verdict()) > 0 ? directions : worst;
  }

  /// {@return a few lines for each row: the worst element, both values, the error of the
  /// difference}
  @Override
  public String toString() {
    var text = new StringBuilder("gradient check: ").append(verdict());
    text.append(
        " (%s, tolerance %s, step %s)\n".formatted(precision, error(tolerance), error(step)));
    inputs.forEach(row -> text.append(line(row)));
    text.append(line(directions));
    Row worst = worst();
    return text.append(
            "worst: order %d, %s at %s, relative error %s"
                .formatted(
                    worst.order(),
                    worst.name(),
                    worst.worst().place(),
                    error(worst.worst().relativeError())))
        .toString();
  }

  private static String line(Row row) {
    Comparison worst = row.worst();
    String text =
        "  order %d, %s: %s\n    analytic %s, numeric %s ± %s, relative error %s\n"
            .formatted(
                row.order(),
                row.name(),
                summary(row),
                number(worst.analytic()),
                number(worst.numeric().slope()),
                error(worst.numeric().error()),
                error(worst.relativeError()));
    return worst.reason().isEmpty() ? text : text + "    " + worst.reason() + "\n";
  }

  private static String summary(Row row) {
    String place = row.checked() == 1 ? "" : ", worst at " + row.worst().place();
    return switch (row.verdict()) {
          case OK -> "OK, %d checked".formatted(row.checked());
          case NOISY -> "NOISY in %d of %d checked".formatted(row.noisy(), row.checked());
          case WRONG -> "WRONG in %d of %d checked".formatted(row.wrong(), row.checked());
        }
        + place;
  }

  static String number(double x) {
    return String.format(Locale.ROOT, "%.9g", x);
  }

  private static String error(double x) {
    return x == 0 ? "0" : String.format(Locale.ROOT, "%.1e", x);
  }
}

package dev.adjoint.check;

import dev.adjoint.array.DType;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What a [GradientCheck] found; its text is made to be read.
///
/// @param precision the dtype that the function computes in: f32 if any part of it does
/// @param tolerance the relative error that was allowed
/// @param step the step of the differences, relative to `max(|x|, 1)`
/// @param inputs what was compared element by element, aspect by aspect, and input by input
/// @param directions what was compared along random directions through all inputs
/// @param localisation where the fault is, if a gradient is WRONG
public record GradientReport(
    DType precision,
    double tolerance,
    double step,
    List<Row> inputs,
    Row directions,
    Optional<Localisation> localisation) {
  /// The comparisons of one aspect in one input, or along all directions.
  ///
  /// @param aspect what was looked at
  /// @param name the path of the input in its tree, and its type; or the number of directions
  /// @param checked how many derivatives were compared
  /// @param noisy how many of them are NOISY
  /// @param wrong how many of them are WRONG
  /// @param worst the worst of them
  public record Row(
      Aspect aspect, String name, int checked, int noisy, int wrong, Comparison worst) {
    static Row of(Aspect aspect, String name, List<Comparison> all) {
      return new Row(
          aspect,
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

    /// The verdict and both values.
    String shortText() {
      return "  %s, %s: %s\n    %s\n"
          .formatted(aspect.title(), name, summary(), worst.values(aspect));
    }

    String text() {
      String reason = verdict() == Verdict.OK ? "" : "    " + worst.reason(aspect) + "\n";
      return shortText() + reason + worst.evidence().indent(4);
    }

    private String summary() {
      String place = checked == 1 ? "" : ", worst at " + worst.place();
      return switch (verdict()) {
            case OK -> "OK, %d checked".formatted(checked);
            case NOISY -> "NOISY in %d of %d checked".formatted(noisy, checked);
            case WRONG -> "WRONG in %d of %d checked".formatted(wrong, checked);
          }
          + place;
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

  /// {@return this report, unless a verdict is WRONG; for points drawn at random, which may come
  /// near a kink}
  ///
  /// @throws AssertionError with this report's text, if one is
  public GradientReport orThrowIfWrong() {
    if (verdict() == Verdict.WRONG) {
      throw new AssertionError(toString());
    }
    return this;
  }

  GradientReport with(Localisation found) {
    return new GradientReport(precision, tolerance, step, inputs, directions, Optional.of(found));
  }

  /// {@return a few lines for each row: the worst element, both values, the error of the
  /// difference; then where the fault is}
  @Override
  public String toString() {
    var text = new StringBuilder("gradient check: ").append(verdict());
    text.append(
        " (%s, tolerance %s, step %s)\n".formatted(precision, error(tolerance), error(step)));
    inputs.forEach(row -> text.append(row.text()));
    text.append(directions.text());
    Row worst = worst();
    text.append(
        "worst: %s, %s at %s, %s"
            .formatted(
                worst.aspect().title(),
                worst.name(),
                worst.worst().place(),
                worst.worst().error()));
    localisation.ifPresent(found -> text.append('\n').append(found));
    return text.toString();
  }

  static String number(double x) {
    return String.format(Locale.ROOT, "%.9g", x);
  }

  static String error(double x) {
    return x == 0 ? "0" : String.format(Locale.ROOT, "%.1e", x);
  }
}

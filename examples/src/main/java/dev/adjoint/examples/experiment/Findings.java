package dev.adjoint.examples.experiment;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// What an experiment has found.
///
/// @param figures the numbers, in the order in which they were recorded
/// @param pictures the files that were written
record Findings(List<Figure> figures, List<Path> pictures) {
  /// One number beside the recorded one.
  ///
  /// @param what it is, such as `test accuracy`
  /// @param recorded what was published, as text; `-` if nothing was
  /// @param ours the number
  /// @param low the least that is accepted
  /// @param high the most that is accepted
  record Figure(String what, String recorded, double ours, double low, double high) {
    /// {@return a number that is accepted in a band}
    static Figure of(String what, String recorded, double ours, double low, double high) {
      return new Figure(what, recorded, ours, low, high);
    }

    /// {@return a number that is compared with nothing, or by eye}
    static Figure of(String what, String recorded, double ours) {
      return new Figure(what, recorded, ours, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    }

    /// {@return whether the number is in the band; NaN is in none}
    boolean isAccepted() {
      return ours >= low && ours <= high;
    }

    /// {@return the band, as text}
    String band() {
      if (Double.isInfinite(low) && Double.isInfinite(high)) {
        return "";
      }
      if (Double.isInfinite(high)) {
        return String.format(Locale.ROOT, "at least %.4g", low);
      }
      return Double.isInfinite(low)
          ? String.format(Locale.ROOT, "at most %.4g", high)
          : String.format(Locale.ROOT, "%.4g to %.4g", low, high);
    }
  }

  /// Keeps copies.
  Findings {
    figures = List.copyOf(figures);
    pictures = List.copyOf(pictures);
  }

  /// {@return whether all numbers are in their bands}
  boolean areAccepted() {
    return figures.stream().allMatch(Figure::isAccepted);
  }
}

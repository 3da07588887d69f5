package dev.adjoint.nn.metric;

import dev.adjoint.array.NDArray;

/// How often the label is among the `k` largest scores.
///
/// ```java
/// double top5 = TopK.metric(5).of(model, test).rate();
/// ```
///
/// Of equal scores those of lower classes are larger, and NaN is larger than any number, so top 1
/// is the accuracy.
///
/// @param hits in how many rows it is
/// @param total the number of rows
public record TopK(long hits, long total) implements Tally<TopK> {
  /// {@return what counts the hits, for scores `[rows,classes]` and labels that are indices
  /// `i32[rows]` or one-hot}
  ///
  /// @param k how many scores, at least 1
  /// @throws IllegalArgumentException if it is less; when counting, if the types do not fit
  public static Metric<TopK> metric(int k) {
    if (k < 1) {
      throw new IllegalArgumentException("top %d: at least 1".formatted(k));
    }
    return (scores, labels) -> {
      if (scores.shape().rank() != 2 || !scores.type().isFloating()) {
        throw new IllegalArgumentException(
            "top %d of scores %s: wants f32 or f64 [rows,classes]".formatted(k, scores.type()));
      }
      int classes = scores.shape().size(1);
      int[] actual = Classes.of("labels", labels, classes);
      Classes.checkRows(scores.shape().size(0), actual.length);
      long hits = 0;
      for (int row = 0; row < actual.length; row++) {
        hits += rank(scores, row * classes, classes, actual[row]) < k ? 1 : 0;
      }
      return new TopK(hits, actual.length);
    };
  }

  /// How many scores of a row come before that of a class.
  private static int rank(NDArray scores, int from, int classes, int label) {
    double own = scores.value(from + label);
    int larger = 0;
    for (int c = 0; c < classes; c++) {
      double score = scores.value(from + c);
      boolean before = c < label ? !Classes.isLarger(own, score) : Classes.isLarger(score, own);
      larger += before ? 1 : 0;
    }
    return larger;
  }

  @Override
  public TopK plus(TopK that) {
    return new TopK(hits + that.hits, total + that.total);
  }

  /// {@return the part of the rows, from 0 to 1; NaN of none}
  public double rate() {
    return (double) hits / total;
  }
}

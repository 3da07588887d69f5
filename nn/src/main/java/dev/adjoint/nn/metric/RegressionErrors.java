package dev.adjoint.nn.metric;

import dev.adjoint.array.NDArray;

/// How far predictions are from what is right, over all elements.
///
/// ```java
/// RegressionErrors errors = RegressionErrors.metric().of(model, test);
/// IO.println(errors.meanSquared() + " " + errors.r2());
/// ```
///
/// `R² = 1 − Σ (y − t)² / Σ (t − t̄)²`, with `t̄` the mean of what is right. Where that does not
/// vary, R² is 1 if every prediction is right and 0 otherwise, as in scikit-learn. Means over
/// nothing are NaN. Sums of squares about a mean are joined as in Chan, Golub, LeVeque, *Algorithms
/// for computing the sample variance* (1983), so no digits are lost to a mean far from 0.
///
/// @param count the number of elements
/// @param absolute the sum of `|y − t|`
/// @param squared the sum of `(y − t)²`
/// @param mean the mean of `t`; 0 over nothing
/// @param spread the sum of `(t − t̄)²`
public record RegressionErrors(
    long count, double absolute, double squared, double mean, double spread)
    implements Tally<RegressionErrors> {
  /// {@return what sums the errors of predictions, for labels of the same shape}
  public static Metric<RegressionErrors> metric() {
    return RegressionErrors::of;
  }

  private static RegressionErrors of(NDArray predictions, NDArray labels) {
    if (!predictions.shape().equals(labels.shape())) {
      throw new IllegalArgumentException(
          "errors of predictions %s for labels %s: they must be of one shape"
              .formatted(predictions.type(), labels.type()));
    }
    int count = labels.count();
    double absolute = 0;
    double squared = 0;
    double sum = 0;
    for (int i = 0; i < count; i++) {
      double error = predictions.value(i) - labels.value(i);
      absolute += Math.abs(error);
      squared += error * error;
      sum += labels.value(i);
    }
    double mean = count == 0 ? 0 : sum / count;
    return new RegressionErrors(count, absolute, squared, mean, spread(labels, mean));
  }

  private static double spread(NDArray labels, double mean) {
    double spread = 0;
    for (int i = 0; i < labels.count(); i++) {
      double off = labels.value(i) - mean;
      spread += off * off;
    }
    return spread;
  }

  @Override
  public RegressionErrors plus(RegressionErrors that) {
    if (count == 0 || that.count == 0) {
      return count == 0 ? that : this;
    }
    double n = (double) count + that.count;
    double apart = that.mean - mean;
    return new RegressionErrors(
        count + that.count,
        absolute + that.absolute,
        squared + that.squared,
        mean + apart * that.count / n,
        spread + that.spread + apart * apart * count / n * that.count);
  }

  /// {@return the mean squared error}
  public double meanSquared() {
    return squared / count;
  }

  /// {@return its root, in the units of the labels}
  public double rootMeanSquared() {
    return Math.sqrt(meanSquared());
  }

  /// {@return the mean absolute error}
  public double meanAbsolute() {
    return absolute / count;
  }

  /// {@return the coefficient of determination; 1 is perfect, 0 as good as the mean, below 0 worse}
  public double r2() {
    if (count == 0) {
      return Double.NaN;
    }
    return spread == 0 ? (squared == 0 ? 1 : 0) : 1 - squared / spread;
  }
}

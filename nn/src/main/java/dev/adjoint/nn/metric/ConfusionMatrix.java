package dev.adjoint.nn.metric;

import dev.adjoint.array.NDArray;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/// How often each class was taken for each: rows are what is right, columns what was predicted.
///
/// ```java
/// ConfusionMatrix matrix = ConfusionMatrix.metric(10).of(model, test);
/// IO.println(matrix);                     // the counts
/// IO.println(matrix.report());            // precision, recall and F1 of each class
/// double f1 = matrix.f1(Average.MACRO);
/// ```
///
/// For class `k`, with `c` the counts: precision `cₖₖ / Σᵢ cᵢₖ`, recall `cₖₖ / Σⱼ cₖⱼ`, and F1 `2
/// cₖₖ / (Σᵢ cᵢₖ + Σⱼ cₖⱼ)`, their harmonic mean. 0/0 is 0, and such a class counts in a macro
/// average, as in scikit-learn with all classes as labels; rates over no rows are NaN.
///
/// Source: Manning, Raghavan, Schütze, *Introduction to Information Retrieval* (2008), §8.3, §13.6.
///
/// @param counts `counts.get(actual).get(predicted)`, as many lists as each list is long
public record ConfusionMatrix(List<List<Long>> counts) implements Tally<ConfusionMatrix> {
  /// Keeps copies of the lists.
  ///
  /// @throws IllegalArgumentException if they are not square
  public ConfusionMatrix {
    counts = counts.stream().map(List::copyOf).toList();
    int size = counts.size();
    if (!counts.stream().allMatch(row -> row.size() == size)) {
      throw new IllegalArgumentException(
          "a confusion matrix of %d rows wants as many columns, but got %s"
              .formatted(size, counts.stream().map(List::size).toList()));
    }
  }

  /// {@return what counts the predictions of a classifier: scores `[rows,classes]`, of which the
  /// first largest is the prediction (NaN is larger than any number), or indices `i32[rows]`;
  /// labels are indices or one-hot}
  ///
  /// @param classes how many
  public static Metric<ConfusionMatrix> metric(int classes) {
    return (predictions, labels) ->
        counted(
            classes,
            Classes.of("predictions", predictions, classes),
            Classes.of("labels", labels, classes));
  }

  /// {@return what counts answers of yes (class 1) and no (class 0), for predictions and labels of
  /// one shape; a label above ½ is a yes}
  ///
  /// @param threshold which predictions are a yes, those above; 0.5 for probabilities
  public static Metric<ConfusionMatrix> binary(double threshold) {
    return (predictions, labels) -> {
      if (!predictions.shape().equals(labels.shape())) {
        throw new IllegalArgumentException(
            "binary predictions %s and labels %s: they must be of one shape"
                .formatted(predictions.type(), labels.type()));
      }
      return counted(2, above(predictions, threshold), above(labels, 0.5));
    };
  }

  private static int[] above(NDArray values, double threshold) {
    return IntStream.range(0, values.count())
        .map(i -> values.value(i) > threshold ? 1 : 0)
        .toArray();
  }

  private static ConfusionMatrix counted(int classes, int[] predicted, int[] actual) {
    Classes.checkRows(predicted.length, actual.length);
    long[][] counts = new long[classes][classes];
    for (int row = 0; row < actual.length; row++) {
      counts[actual[row]][predicted[row]]++;
    }
    return of(counts);
  }

  private static ConfusionMatrix of(long[][] counts) {
    return new ConfusionMatrix(
        Arrays.stream(counts).map(row -> Arrays.stream(row).boxed().toList()).toList());
  }

  @Override
  public ConfusionMatrix plus(ConfusionMatrix that) {
    if (size() != that.size()) {
      throw new IllegalArgumentException(
          "confusion matrices of %d and %d classes do not add up".formatted(size(), that.size()));
    }
    long[][] sum = new long[size()][size()];
    for (int i = 0; i < size(); i++) {
      for (int j = 0; j < size(); j++) {
        sum[i][j] = count(i, j) + that.count(i, j);
      }
    }
    return of(sum);
  }

  /// {@return the number of classes}
  public int size() {
    return counts.size();
  }

  /// {@return how often a class was taken for a class}
  ///
  /// @param actual what is right
  /// @param predicted what was predicted
  public long count(int actual, int predicted) {
    return counts.get(actual).get(predicted);
  }

  /// {@return the number of rows}
  public long total() {
    return IntStream.range(0, size()).mapToLong(this::support).sum();
  }

  /// {@return how often a class is right}
  ///
  /// @param k the class
  public long support(int k) {
    return counts.get(k).stream().mapToLong(n -> n).sum();
  }

  /// {@return how often a class was predicted}
  ///
  /// @param k the class
  public long predicted(int k) {
    return counts.stream().mapToLong(row -> row.get(k)).sum();
  }

  private long hits() {
    return IntStream.range(0, size()).mapToLong(k -> count(k, k)).sum();
  }

  /// {@return the part of all rows that is right; NaN of none}
  public double accuracy() {
    return (double) hits() / total();
  }

  /// {@return the part of the predictions of a class that is right; 0 of none}
  ///
  /// @param k the class
  public double precision(int k) {
    return ratio(count(k, k), predicted(k));
  }

  /// {@return the part of the rows of a class that was found; 0 of none}
  ///
  /// @param k the class
  public double recall(int k) {
    return ratio(count(k, k), support(k));
  }

  /// {@return the harmonic mean of precision and recall; 0 if the class was neither there nor
  /// predicted}
  ///
  /// @param k the class
  public double f1(int k) {
    return ratio(2 * count(k, k), predicted(k) + support(k));
  }

  private static double ratio(long part, long whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }

  /// {@return the precision of all classes}
  ///
  /// @param average how they become one
  public double precision(Average average) {
    return average(average, this::precision);
  }

  /// {@return the recall of all classes}
  ///
  /// @param average how they become one
  public double recall(Average average) {
    return average(average, this::recall);
  }

  /// {@return the F1 of all classes}
  ///
  /// @param average how they become one; a macro or weighted one is a mean of F1, not the F1 of
  ///   means
  public double f1(Average average) {
    return average(average, this::f1);
  }

  private double average(Average average, IntToDoubleFunction rate) {
    IntStream classes = IntStream.range(0, size());
    return switch (average) {
      case MACRO ->
          total() == 0 ? Double.NaN : classes.mapToDouble(rate).average().orElse(Double.NaN);
      case MICRO -> accuracy();
      case WEIGHTED -> classes.mapToDouble(k -> rate.applyAsDouble(k) * support(k)).sum() / total();
    };
  }

  /// {@return a table of precision, recall, F1 and support of each class, and of their averages}
  public String report() {
    return report(numbers());
  }

  /// {@return the same table with names of classes}
  ///
  /// @param names one for each class
  /// @throws IllegalArgumentException if there are more or fewer
  public String report(List<String> names) {
    return ClassTable.report(this, checked(names));
  }

  /// {@return the counts as a table with names of classes}
  ///
  /// @param names one for each class
  /// @throws IllegalArgumentException if there are more or fewer
  public String toString(List<String> names) {
    return ClassTable.counts(this, checked(names));
  }

  /// {@return the counts as a table}
  @Override
  public String toString() {
    return toString(numbers());
  }

  private List<String> numbers() {
    return IntStream.range(0, size()).mapToObj(String::valueOf).toList();
  }

  private List<String> checked(List<String> names) {
    if (names.size() != size()) {
      throw new IllegalArgumentException(
          "%d names for %d classes: wants one for each".formatted(names.size(), size()));
    }
    return Collections.unmodifiableList(new ArrayList<>(names));
  }
}

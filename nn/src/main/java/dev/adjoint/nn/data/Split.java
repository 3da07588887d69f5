package dev.adjoint.nn.data;

import dev.adjoint.array.DType;
import dev.adjoint.array.NDArray;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// Parts of a data set that share no row. They are cut in the order of the rows; for random parts
/// shuffle first.
///
/// ```java
/// List<Dataset> parts = Split.of(data.shuffled(key), 0.8, 0.1, 0.1);
/// for (Split.Fold fold : Split.folds(data.shuffled(key), 5)) { … fold.train() … fold.test() … }
/// ```
///
/// Stratified parts have each class in the same proportion, as far as whole rows allow.
public final class Split {
  /// How far fractions may be from 1 together.
  private static final double SLACK = 1e-9;

  private Split() {}

  /// A data set in two, of which one is left out of the training.
  ///
  /// @param train the rows to train on
  /// @param test the others
  public record Fold(Dataset train, Dataset test) {}

  /// {@return parts of a data set; part `i` ends at row `round(n · (f₀ + … + fᵢ))`}
  ///
  /// @param data the data set
  /// @param fractions how much of it each part is, above 0, 1 together
  /// @throws IllegalArgumentException if they are not
  public static List<Dataset> of(Dataset data, double... fractions) {
    return parts(data, List.of(IntStream.range(0, data.size()).toArray()), fractions);
  }

  /// {@return parts of a data set in which each class has its fractions}
  ///
  /// @param data the data set, with labels that are class indices `i32[rows]`
  /// @param fractions how much of it each part is, above 0, 1 together
  /// @throws IllegalArgumentException if they are not, or the labels are others
  public static List<Dataset> stratified(Dataset data, double... fractions) {
    return parts(data, classes(data), fractions);
  }

  private static List<Dataset> parts(Dataset data, List<int[]> groups, double[] fractions) {
    double sum = Arrays.stream(fractions).sum();
    if (!Arrays.stream(fractions).allMatch(f -> f > 0) || Math.abs(sum - 1) > SLACK) {
      throw new IllegalArgumentException(
          "a data set split into %s: wants fractions above 0 that make 1 together"
              .formatted(Arrays.toString(fractions)));
    }
    var parts = new ArrayList<Dataset>();
    double before = 0;
    for (double fraction : fractions) {
      double from = before;
      double to = before + fraction;
      parts.add(rows(data, groups, rows -> new int[] {at(rows.length, from), at(rows.length, to)}));
      before = to;
    }
    return List.copyOf(parts);
  }

  private static int at(int count, double part) {
    return (int) Math.min(count, Math.round(count * part));
  }

  /// {@return a data set cut into `k` folds, each of which is the test of one and in the training
  /// of the others; the first `n mod k` have one row more}
  ///
  /// @param data the data set
  /// @param k how many, from 2 to the number of rows
  /// @throws IllegalArgumentException if it is not
  public static List<Fold> folds(Dataset data, int k) {
    return folds(data, List.of(IntStream.range(0, data.size()).toArray()), k);
  }

  /// {@return folds in which each class has its share}
  ///
  /// @param data the data set, with labels that are class indices `i32[rows]`
  /// @param k how many, from 2 to the number of rows
  /// @throws IllegalArgumentException if it is not, or the labels are others
  public static List<Fold> stratifiedFolds(Dataset data, int k) {
    return folds(data, classes(data), k);
  }

  private static List<Fold> folds(Dataset data, List<int[]> groups, int k) {
    if (k < 2 || k > data.size()) {
      throw new IllegalArgumentException(
          "%d folds of a data set of %d: wants from 2 to as many as there are rows"
              .formatted(k, data.size()));
    }
    // What is left over of one class goes to the folds after those of the class before.
    int[] extra = new int[groups.size()];
    for (int g = 1; g < extra.length; g++) {
      extra[g] = (extra[g - 1] + groups.get(g - 1).length) % k;
    }
    int[] owners = new int[data.size()];
    for (int g = 0; g < groups.size(); g++) {
      int[] rows = groups.get(g);
      int place = 0;
      for (int fold = 0; fold < k; fold++) {
        boolean more = Math.floorMod(fold - extra[g], k) < rows.length % k;
        for (int end = place + rows.length / k + (more ? 1 : 0); place < end; place++) {
          owners[rows[place]] = fold;
        }
      }
    }
    return IntStream.range(0, k)
        .mapToObj(
            fold -> new Fold(where(data, owners, fold, false), where(data, owners, fold, true)))
        .toList();
  }

  private static Dataset where(Dataset data, int[] owners, int fold, boolean test) {
    return data.rows(
        IntStream.range(0, owners.length).filter(i -> (owners[i] == fold) == test).toArray());
  }

  /// From where to where to take the rows of a group.
  @FunctionalInterface
  private interface Cut {
    int[] of(int[] rows);
  }

  /// In the order of the data set.
  private static Dataset rows(Dataset data, List<int[]> groups, Cut cut) {
    return data.rows(
        groups.stream()
            .flatMapToInt(rows -> {
              int[] ends = cut.of(rows);
              return Arrays.stream(rows, ends[0], ends[1]);
            })
            .sorted()
            .toArray());
  }

  /// The rows of each class.
  private static List<int[]> classes(Dataset data) {
    NDArray labels = data.labels();
    if (labels.type().dtype() != DType.INT32 || labels.shape().rank() != 1) {
      throw new IllegalArgumentException(
          "a stratified split by labels %s: wants class indices i32[rows]"
              .formatted(labels.type()));
    }
    int[] classes = labels.toIntArray();
    var rows = new TreeMap<Integer, IntStream.Builder>();
    for (int i = 0; i < classes.length; i++) {
      rows.computeIfAbsent(classes[i], _ -> IntStream.builder()).add(i);
    }
    return rows.values().stream().map(builder -> builder.build().toArray()).toList();
  }
}

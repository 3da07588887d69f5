package dev.adjoint.nn.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.adjoint.array.NDArray;
import dev.adjoint.random.Key;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class SplitTest {
  /// Rows that are their numbers, with classes drawn.
  private static Dataset numbered(int size, int classes, long seed) {
    NDArray rows = NDArray.of(IntStream.range(0, size).toArray());
    return Dataset.of(rows, Key.of(seed).ints(classes, size));
  }

  private static List<Integer> rows(Dataset data) {
    return Arrays.stream(data.inputs().toIntArray()).boxed().toList();
  }

  private static int count(Dataset data, int label) {
    return (int) Arrays.stream(data.labels().toIntArray()).filter(l -> l == label).count();
  }

  @Property(seed = "1", tries = 200)
  void partsHaveEachRowOnce(
      @ForAll @IntRange(max = 60) int size, @ForAll boolean stratified, @ForAll long seed) {
    Dataset data = numbered(size, 3, seed).shuffled(Key.of(seed));
    double[] fractions = {0.5, 0.3, 0.2};
    List<Dataset> parts =
        stratified ? Split.stratified(data, fractions) : Split.of(data, fractions);
    var all = new ArrayList<Integer>();
    parts.forEach(part -> all.addAll(rows(part)));
    assertThat(all).containsExactlyInAnyOrderElementsOf(rows(data));
    for (int p = 0; p < 3; p++) {
      if (stratified) {
        for (int k = 0; k < 3; k++) {
          assertThat((double) count(parts.get(p), k))
              .isBetween(count(data, k) * fractions[p] - 1, count(data, k) * fractions[p] + 1);
        }
      } else {
        assertThat((double) parts.get(p).size())
            .isBetween(size * fractions[p] - 1, size * fractions[p] + 1);
      }
    }
  }

  @Test
  void partsAreCutInOrder() {
    List<Dataset> parts = Split.of(numbered(10, 2, 1), 0.75, 0.25);
    assertThat(rows(parts.get(0))).containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
    assertThat(rows(parts.get(1))).containsExactly(8, 9);
  }

  @Property(seed = "1", tries = 200)
  void eachRowIsTheTestOfOneFold(
      @ForAll @IntRange(min = 7, max = 60) int size,
      @ForAll @IntRange(min = 2, max = 7) int k,
      @ForAll boolean stratified,
      @ForAll long seed) {
    Dataset data = numbered(size, 3, seed).shuffled(Key.of(seed));
    List<Split.Fold> folds = stratified ? Split.stratifiedFolds(data, k) : Split.folds(data, k);
    assertThat(folds).hasSize(k);
    var tests = new ArrayList<Integer>();
    for (Split.Fold fold : folds) {
      tests.addAll(rows(fold.test()));
      var both = new ArrayList<>(rows(fold.train()));
      both.addAll(rows(fold.test()));
      assertThat(both).containsExactlyInAnyOrderElementsOf(rows(data));
      assertThat(fold.test().size()).isBetween(size / k, Math.ceilDiv(size, k));
      for (int label = 0; stratified && label < 3; label++) {
        int all = count(data, label);
        assertThat(count(fold.test(), label)).isBetween(all / k, Math.ceilDiv(all, k));
      }
    }
    assertThat(tests).containsExactlyInAnyOrderElementsOf(rows(data));
  }

  /// The folds of scikit-learn's KFold(3) of 8 rows.
  @Test
  void theFirstFoldsAreLarger() {
    assertThat(Split.folds(numbered(8, 2, 1), 3).stream().map(fold -> rows(fold.test())))
        .containsExactly(List.of(0, 1, 2), List.of(3, 4, 5), List.of(6, 7));
  }

  @Test
  void misuseIsNamed() {
    Dataset data = numbered(4, 2, 1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Split.of(data, 0.5, 0.4))
        .withMessage(
            "a data set split into [0.5, 0.4]: wants fractions above 0 that make 1 together");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Split.of(data, 1.5, -0.5))
        .withMessageStartingWith("a data set split into [1.5, -0.5]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Split.folds(data, 5))
        .withMessage("5 folds of a data set of 4: wants from 2 to as many as there are rows");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Split.stratified(data.oneHot(2), 1))
        .withMessage("a stratified split by labels f32[4,2]: wants class indices i32[rows]");
  }
}

package dev.adjoint.nn.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.adjoint.array.NDArray;
import dev.adjoint.array.TensorType;
import dev.adjoint.nn.data.Dataset;
import dev.adjoint.nn.layer.Layer;
import dev.adjoint.random.Key;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class ConfusionMatrixTest {
  /// Two of class 0, one of them right; three of class 1, two of them right; class 2 never.
  private static final ConfusionMatrix MATRIX =
      ConfusionMatrix.metric(3).of(NDArray.of(0, 1, 1, 1, 2), NDArray.of(0, 0, 1, 1, 1));

  @Property(seed = "1", tries = 200)
  void ratesAreThoseOfCounting(
      @ForAll @IntRange(min = 1, max = 40) int rows,
      @ForAll @IntRange(min = 1, max = 4) int classes,
      @ForAll long seed) {
    int[] y = Key.of(seed).ints(classes, rows).toIntArray();
    int[] t = Key.of(seed + 1).ints(classes, rows).toIntArray();
    ConfusionMatrix matrix = ConfusionMatrix.metric(classes).of(NDArray.of(y), NDArray.of(t));
    double macro = 0;
    double weighted = 0;
    for (int c = 0; c < classes; c++) {
      int k = c;
      long hit = IntStream.range(0, rows).filter(i -> y[i] == k && t[i] == k).count();
      long said = IntStream.range(0, rows).filter(i -> y[i] == k).count();
      long there = IntStream.range(0, rows).filter(i -> t[i] == k).count();
      double p = said == 0 ? 0 : (double) hit / said;
      double r = there == 0 ? 0 : (double) hit / there;
      double f = hit == 0 ? 0 : 2 * p * r / (p + r);
      assertThat(matrix.precision(k)).isEqualTo(p);
      assertThat(matrix.recall(k)).isEqualTo(r);
      assertThat(matrix.f1(k)).isCloseTo(f, within(1e-15));
      assertThat(matrix.support(k)).isEqualTo(there);
      macro += f / classes;
      weighted += f * there / rows;
    }
    long right = IntStream.range(0, rows).filter(i -> y[i] == t[i]).count();
    assertThat(matrix.total()).isEqualTo(rows);
    assertThat(matrix.accuracy()).isEqualTo((double) right / rows);
    assertThat(matrix.f1(Average.MACRO)).isCloseTo(macro, within(1e-14));
    assertThat(matrix.f1(Average.WEIGHTED)).isCloseTo(weighted, within(1e-14));
    assertThat(matrix.f1(Average.MICRO)).isEqualTo(matrix.accuracy());
    assertThat(matrix.recall(Average.WEIGHTED)).isCloseTo(matrix.accuracy(), within(1e-14));
  }

  @Property(seed = "1", tries = 100)
  void partsAddUp(@ForAll @IntRange(max = 30) int cut, @ForAll long seed) {
    NDArray y = Key.of(seed).normal(TensorType.f32(30, 3));
    Dataset data = Dataset.of(y, Key.of(seed).ints(3, 30));
    Metric<ConfusionMatrix> metric = ConfusionMatrix.metric(3);
    Layer identity = x -> x;
    ConfusionMatrix whole = metric.of(identity, data);
    Dataset first = data.take(cut);
    Dataset rest = data.slice(cut, 30);
    assertThat(
            metric.of(rest.inputs(), rest.labels()).plus(metric.of(first.inputs(), first.labels())))
        .isEqualTo(whole);
    assertThat(metric.of(y, data.oneHot(3).labels())).isEqualTo(whole);
  }

  @Test
  void whatWasNeverThereIsZeroAndOfNothingIsNaN() {
    assertThat(MATRIX.recall(2)).isZero();
    assertThat(MATRIX.precision(2)).isZero();
    assertThat(MATRIX.f1(2)).isZero();
    ConfusionMatrix none =
        ConfusionMatrix.metric(2).of(NDArray.of(new int[0]), NDArray.of(new int[0]));
    assertThat(none.accuracy()).isNaN();
    assertThat(none.precision(0)).isZero();
    for (Average average : Average.values()) {
      assertThat(none.f1(average)).isNaN();
    }
  }

  @Test
  void printsTables() {
    assertThat(MATRIX)
        .hasToString(
            """
            actual \\ predicted  0  1  2
            0                   1  1  0
            1                   0  2  1
            2                   0  0  0\
            """);
    assertThat(MATRIX.toString(List.of("cat", "dog", "ox"))).contains("cat                   1");
    assertThat(MATRIX.report(List.of("cat", "dog", "ox")))
        .isEqualTo(
            """
            class             precision  recall      F1  support
            cat                  1.0000  0.5000  0.6667        2
            dog                  0.6667  0.6667  0.6667        3
            ox                   0.0000  0.0000  0.0000        0
            macro average        0.5556  0.3889  0.4444        5
            micro average        0.6000  0.6000  0.6000        5
            weighted average     0.8000  0.6000  0.6667        5\
            """);
  }

  @Test
  void answersOfYesAndNo() {
    ConfusionMatrix matrix =
        ConfusionMatrix.binary(0.5)
            .of(NDArray.of(0.9f, 0.5f, 0.2f).reshape(3, 1), NDArray.of(1, 1, 0).reshape(3, 1));
    assertThat(matrix.counts()).containsExactly(List.of(1L, 0L), List.of(1L, 1L));
    ConfusionMatrix logits =
        ConfusionMatrix.binary(-1).of(NDArray.of(-2f, 0.5f, -0.5f), NDArray.of(0, 1, 0));
    assertThat(logits.counts()).containsExactly(List.of(1L, 1L), List.of(0L, 1L));
  }

  @Test
  void misuseIsNamed() {
    Metric<ConfusionMatrix> metric = ConfusionMatrix.metric(3);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> metric.of(NDArray.of(0, 1), NDArray.of(0, 3)))
        .withMessage("labels: row 1 has class 3, but there are 3");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> metric.of(NDArray.of(0, 1), NDArray.of(0)))
        .withMessage("2 predictions for 1 labels: wants one for each");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> metric.of(NDArray.of(0f, 1f).reshape(1, 2), NDArray.of(0)))
        .withMessage(
            "predictions f32[1,2] for 3 classes: wants indices i32[rows], or f32 or f64 [rows,3]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MATRIX.report(List.of("a")))
        .withMessage("1 names for 3 classes: wants one for each");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MATRIX.plus(ConfusionMatrix.metric(1).of(NDArray.of(0), NDArray.of(0))))
        .withMessage("confusion matrices of 3 and 1 classes do not add up");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ConfusionMatrix(List.of(List.of(1L), List.of(1L, 2L))))
        .withMessage("a confusion matrix of 2 rows wants as many columns, but got [1, 2]");
    Layer identity = x -> x;
    assertThatIllegalArgumentException()
        .isThrownBy(() -> metric.of(identity, Dataset.of(NDArray.of(1f), NDArray.of(1)).take(0)))
        .withMessage(
            "a metric of a data set of 0 rows, inputs f32[0], labels i32[0]: there are no rows");
  }
}

package dev.adjoint.nn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.adjoint.Adjoint;
import dev.adjoint.array.DType;
import dev.adjoint.array.NDArray;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Tensor;
import dev.adjoint.nn.data.Dataset;
import dev.adjoint.nn.layer.Affine;
import dev.adjoint.nn.layer.Layer;
import dev.adjoint.nn.layer.Sequential;
import dev.adjoint.op.OneHot;
import dev.adjoint.random.Key;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToDoubleBiFunction;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class AccuracyTest {
  private static final Sequential IDENTITY = Sequential.of();

  private static int largest(NDArray scores, int row) {
    int best = 0;
    for (int k = 1; k < scores.shape().size(1); k++) {
      best = scores.at(row, k) > scores.at(row, best) ? k : best;
    }
    return best;
  }

  @Property(seed = "1", tries = 100)
  void countsLargestScoresAtTheLabel(
      @ForAll @IntRange(min = 1, max = 40) int rows,
      @ForAll @IntRange(min = 2, max = 5) int classes,
      @ForAll long seed) {
    NDArray scores = Key.of(seed).normal(TensorType.f32(rows, classes));
    NDArray labels = Key.of(seed).fold(1).ints(classes, rows);
    NDArray oneHot = Adjoint.eval(OneHot.of(Tensor.constant(labels), classes, DType.FLOAT32));
    int right = 0;
    for (int row = 0; row < rows; row++) {
      right += largest(scores, row) == labels.at(row) ? 1 : 0;
    }
    double wanted = (double) right / rows;
    assertThat(Accuracy.of(IDENTITY, Dataset.of(scores, labels))).isCloseTo(wanted, within(1e-15));
    assertThat(Accuracy.of(IDENTITY, Dataset.of(scores, oneHot))).isCloseTo(wanted, within(1e-15));
  }

  /// More rows than one chunk holds: 1,000 that are wrong, then 250 that are right.
  @Test
  void isExactOverSeveralChunks() {
    NDArray scores =
        NDArray.wrap(TensorType.f64(1250, 2), repeated(1250, i -> new double[] {0, 1}));
    NDArray labels = NDArray.wrap(TensorType.i32(1250), firstZeros(1250, 1000));
    assertThat(Accuracy.of(IDENTITY, Dataset.of(scores, labels))).isEqualTo(0.2);
  }

  private static double[] repeated(int rows, java.util.function.IntFunction<double[]> row) {
    return java.util.stream.IntStream.range(0, rows)
        .mapToObj(row)
        .flatMapToDouble(java.util.Arrays::stream)
        .toArray();
  }

  private static int[] firstZeros(int count, int zeros) {
    return java.util.stream.IntStream.range(0, count).map(i -> i < zeros ? 0 : 1).toArray();
  }

  /// Counts how often it is written down.
  private record Counting(Affine inner, AtomicInteger traces) implements Layer {
    static Counting of(long seed, AtomicInteger traces) {
      return new Counting(Affine.he(3, 4, Key.of(seed)), traces);
    }

    @Override
    public Tensor apply(Tensor x) {
      traces.incrementAndGet();
      return inner.apply(x);
    }
  }

  @Test
  void compiledGivesTheSameAndTracesModelsOfOneFormOnce() {
    var traces = new AtomicInteger();
    ToDoubleBiFunction<Counting, Dataset> accuracy = Accuracy.compiled();
    ToDoubleBiFunction<Counting, Dataset> binary = Accuracy.compiledBinary(0.1);
    for (int seed = 0; seed < 5; seed++) {
      Counting model = Counting.of(seed, traces);
      Dataset data = Dataset.of(inputs(seed), Key.of(seed).ints(4, 40));
      Dataset scores = Dataset.of(inputs(seed), Key.of(seed).normal(TensorType.f32(40, 4)));
      Counting once = Counting.of(seed, new AtomicInteger());
      assertThat(accuracy.applyAsDouble(model, data)).isEqualTo(Accuracy.of(once, data));
      assertThat(binary.applyAsDouble(model, scores)).isEqualTo(Accuracy.binary(once, scores, 0.1));
    }
    assertThat(traces).hasValue(2);
  }

  private static NDArray inputs(long seed) {
    return Key.of(seed).fold(1).normal(TensorType.f32(40, 3));
  }

  @Test
  void binaryComparesAnswersWithLabels() {
    NDArray scores = NDArray.of(0.2, 0.5, 0.7, 0.9).reshape(4, 1);
    NDArray labels = NDArray.of(0.0, 1.0, 1.0, 1.0).reshape(4, 1);
    assertThat(Accuracy.binary(IDENTITY, Dataset.of(scores, labels), 0.5)).isEqualTo(0.75);
    assertThat(Accuracy.binary(IDENTITY, Dataset.of(scores, labels), 0.4)).isEqualTo(1);
    for (double threshold : new double[] {-1, 2}) { // which is none of the labels'
      double yes = threshold < 0 ? 0.75 : 0.25;
      assertThat(Accuracy.binary(IDENTITY, Dataset.of(scores, labels), threshold)).isEqualTo(yes);
    }
  }

  @Test
  void misuseIsNamed() {
    Layer column = x -> x.sum(1).reshape(-1, 1);
    var data =
        Dataset.of(NDArray.full(TensorType.f32(4, 3), 0), NDArray.full(TensorType.i32(4), 0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Accuracy.of(Sequential.of(column), data))
        .withMessage(
            "accuracy of scores f32[4,1]: wants [rows,classes] of at least two classes; for one"
                + " score per row there is Accuracy.binary");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Accuracy.of(IDENTITY, Dataset.of(data.inputs(), NDArray.of(1., 2, 3, 4))))
        .withMessage(
            "accuracy of scores f32[4,3] and labels f64[4]: labels are class indices i32[4] or"
                + " one-hot f32[4,3]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Accuracy.binary(IDENTITY, data, 0.5))
        .withMessage(
            "binary accuracy of scores f32[4,3] and labels i32[4]: they must be of one type");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Accuracy.of(IDENTITY, data.take(0)))
        .withMessageStartingWith("evaluation on a data set of 0 rows");
  }
}

package dev.adjoint.nn.loss;

import static dev.adjoint.Adjoint.eval;
import static dev.adjoint.Adjoint.grad;
import static dev.adjoint.Adjoint.valueAndGrad;
import static dev.adjoint.graph.Tensor.constant;
import static dev.adjoint.graph.Tensor.matrix;
import static dev.adjoint.nn.Differences.assertGradient;
import static dev.adjoint.nn.Differences.normal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.adjoint.array.DType;
import dev.adjoint.array.NDArray;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Tensor;
import dev.adjoint.op.LogSoftmax;
import dev.adjoint.op.OneHot;
import dev.adjoint.op.Softmax;
import dev.adjoint.random.Key;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class SoftmaxWithLossTest {
  private static double loss(Tensor logits, Tensor labels) {
    return eval(SoftmaxWithLoss.of(logits, labels)).item();
  }

  private static double naive(NDArray z, int[] labels) {
    double sum = 0;
    for (int row = 0; row < labels.length; row++) {
      double exponentials = 0;
      for (int k = 0; k < z.shape().size(1); k++) {
        exponentials += Math.exp(z.at(row, k));
      }
      sum += Math.log(exponentials) - z.at(row, labels[row]);
    }
    return sum / labels.length;
  }

  @Property(seed = "1", tries = 200)
  void isTheMeanCrossEntropy(
      @ForAll @IntRange(min = 1, max = 6) int rows,
      @ForAll @IntRange(min = 1, max = 6) int classes,
      @ForAll long seed) {
    Tensor z = normal(seed, rows, classes).times(3);
    NDArray labels = Key.of(seed).ints(classes, rows);
    double wanted = naive(eval(z), labels.toIntArray());
    assertThat(loss(z, constant(labels))).isCloseTo(wanted, within(1e-13 * (1 + wanted)));
    assertThat(loss(z, oneHot(labels, classes))).isCloseTo(wanted, within(1e-13 * (1 + wanted)));
  }

  private static Tensor oneHot(NDArray labels, int classes) {
    return OneHot.of(constant(labels), classes, DType.FLOAT64);
  }

  @Property(seed = "1", tries = 100)
  void itsGradientIsSoftmaxMinusLabelsOverBatch(
      @ForAll @IntRange(min = 1, max = 5) int rows,
      @ForAll @IntRange(min = 1, max = 5) int classes,
      @ForAll long seed) {
    Tensor z = normal(seed, rows, classes).times(3);
    NDArray labels = Key.of(seed).ints(classes, rows);
    Tensor t = oneHot(labels, classes);
    double[] wanted = eval(Softmax.of(z).minus(t).div(rows)).toDoubleArray();
    for (Tensor given : new Tensor[] {constant(labels), t}) {
      double[] found =
          eval(grad((Tensor logits) -> SoftmaxWithLoss.of(logits, given)).apply(z)).toDoubleArray();
      for (int i = 0; i < wanted.length; i++) {
        assertThat(found[i]).isCloseTo(wanted[i], within(1e-15));
      }
    }
  }

  @Property(seed = "1", tries = 50)
  void itsGradientIsTheNumericalOne(
      @ForAll @IntRange(min = 1, max = 4) int rows,
      @ForAll @IntRange(min = 2, max = 4) int classes,
      @ForAll long seed) {
    Tensor z = constant(Key.of(seed).normal(TensorType.f64(rows, classes)));
    Tensor labels = constant(Key.of(seed).ints(classes, rows));
    Tensor soft = constant(eval(Softmax.of(normal(seed + 1, rows, classes))));
    assertGradient(logits -> SoftmaxWithLoss.of(logits, labels), z);
    assertGradient(logits -> SoftmaxWithLoss.of(logits, soft), z);
    assertGradient(t -> SoftmaxWithLoss.of(z, t), soft);
  }

  @Property(seed = "1", tries = 30)
  void leadingAxesAreOneBatch(@ForAll long seed) {
    Tensor z = normal(seed, 2, 3, 4);
    Tensor labels = constant(Key.of(seed).ints(4, 6));
    assertThat(loss(z, labels.reshape(2, 3)))
        .isCloseTo(loss(z.reshape(6, 4), labels), within(1e-14));
    assertThat(loss(z.reshape(24), constant(NDArray.of(5)).reshape()))
        .isCloseTo(loss(z.reshape(1, 24), constant(NDArray.of(5))), within(1e-14));
  }

  /// One layer of weights on one sample; the values are exact, without a constant inside the
  /// logarithm.
  @Test
  void givesTheNumbersOfTheSimpleNet() {
    Tensor w =
        matrix(
            new double[] {.47355232, .9977393, .84668094},
            new double[] {.85557411, .03563661, .69422093});
    Tensor x = matrix(new double[] {.6, .9});
    Tensor label = constant(NDArray.of(2));
    var at = valueAndGrad((Tensor v) -> SoftmaxWithLoss.of(x.matmul(v), label)).apply(w);
    assertThat(eval(x.matmul(w)).toDoubleArray())
        .usingComparatorWithPrecision(5e-9)
        .containsExactly(1.05414809, .63071653, 1.1328074);
    assertThat(eval(at.value()).item()).isCloseTo(.9280685387482351, within(1e-15));
    assertThat(eval(at.grad()).toDoubleArray())
        .usingComparatorWithPrecision(5e-9)
        .containsExactly(.21924763, .14356247, -.36281009, .32887144, .2153437, -.54421514);
  }

  @Test
  void largeLogitsLoseNothing() {
    Tensor z = matrix(new double[] {1010, 1000, 990}, new double[] {-1e300, 0, 1e300});
    Tensor labels = constant(NDArray.of(0, 2));
    assertThat(loss(z, labels))
        .isCloseTo(Math.log1p(Math.exp(-10) + Math.exp(-20)) / 2, within(1e-16));
    assertThat(loss(matrix(new double[] {0, 800}), constant(NDArray.of(0)))).isEqualTo(800);
  }

  @Test
  void aClassRuledOutDoesNotMatter() {
    Tensor z = matrix(new double[] {1, Double.NEGATIVE_INFINITY, 2});
    double wanted = loss(matrix(new double[] {1, 2}), constant(NDArray.of(1)));
    Tensor oneHot = matrix(new double[] {0, 0, 1});
    for (Tensor labels : new Tensor[] {constant(NDArray.of(2)), oneHot}) {
      var at = valueAndGrad((Tensor v) -> SoftmaxWithLoss.of(v, labels)).apply(z);
      assertThat(eval(at.value()).item()).isCloseTo(wanted, within(1e-15));
      assertThat(eval(at.grad()).toDoubleArray()).doesNotContain(Double.NaN);
    }
  }

  @Test
  void anIndexThatIsNoClassGivesNaN() {
    Tensor z = normal(1, 2, 3);
    assertThat(loss(z, constant(NDArray.of(0, 3)))).isNaN();
    assertThat(loss(z, constant(NDArray.of(-1, 0)))).isNaN();
  }

  private static final SoftmaxWithLoss PLAIN = new SoftmaxWithLoss();

  @Property(seed = "1", tries = 20)
  void everySettingKeepsTheContractOfLosses(@ForAll long seed) {
    Tensor z = normal(seed, 5, 3);
    Tensor labels = constant(Key.of(seed).ints(3, 5));
    Tensor soft = constant(eval(Softmax.of(normal(seed + 1, 5, 3))));
    SoftmaxWithLoss weighted = PLAIN.withSmoothing(0.2).withWeights(List.of(0.5, 1.0, 3.0));
    for (SoftmaxWithLoss loss :
        List.of(PLAIN, PLAIN.withSmoothing(0.1), weighted, weighted.withReduction(Reduction.SUM))) {
      LossContract.check(loss, z, labels);
      LossContract.check(loss, z, soft);
    }
    LossContract.check(weighted.withIgnored(7), z, labels);
    LossContract.checkReduced(
        (a, b, reduction) -> PLAIN.withSmoothing(0.1).withReduction(reduction).apply(a, b),
        z,
        labels);
  }

  /// Against the formulas of PyTorch's documentation of cross_entropy.
  @Property(seed = "1", tries = 50)
  void settingsFollowTheirFormulas(@ForAll long seed) {
    Tensor z = normal(seed, 6, 3);
    int[] labels = Key.of(seed).ints(3, 6).toIntArray();
    double[] w = {0.5, 1, 3};
    double[] p = eval(LogSoftmax.of(z)).toDoubleArray();
    double sum = 0;
    double shares = 0;
    for (int row = 1; row < 6; row++) {
      shares += w[labels[row]];
      for (int k = 0; k < 3; k++) {
        double t = (k == labels[row] ? 0.7 : 0) + 0.1;
        sum -= w[k] * t * p[row * 3 + k];
      }
    }
    labels[0] = -100;
    SoftmaxWithLoss loss =
        PLAIN.withSmoothing(0.3).withWeights(List.of(w[0], w[1], w[2])).withIgnored(-100);
    Tensor given = constant(NDArray.of(labels));
    assertThat(eval(loss.apply(z, given)).item()).isCloseTo(sum / shares, within(1e-12 * sum));
    double[] rows = eval(loss.withReduction(Reduction.NONE).apply(z, given)).toDoubleArray();
    assertThat(rows[0]).isZero();
    assertThat(eval(loss.withReduction(Reduction.SUM).apply(z, given)).item())
        .isCloseTo(sum, within(1e-12 * sum));
  }

  @Test
  void withoutSettingsItIsTheSame() {
    Tensor z = normal(1, 4, 3);
    Tensor labels = constant(NDArray.of(0, 2, 1, 1));
    assertThat(eval(PLAIN.apply(z, labels)).item()).isCloseTo(loss(z, labels), within(1e-15));
    assertThat(eval(PLAIN.apply(z, constant(NDArray.of(0, 2, 1, 5)))).item()).isNaN();
    assertThat(eval(PLAIN.withIgnored(1).apply(z, constant(NDArray.of(1, 1, 1, 1)))).item())
        .isNaN();
  }

  @Test
  void settingsThatAreNoneAreNamed() {
    Tensor z = normal(1, 4, 3);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PLAIN.withSmoothing(1))
        .withMessage("SoftmaxWithLoss with smoothing 1.0: wants a number in [0, 1)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PLAIN.withWeights(List.of(1.0, -1.0)))
        .withMessage("SoftmaxWithLoss with weights [1.0, -1.0]: wants numbers of at least 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PLAIN.withWeights(List.of(1.0)).apply(z, Tensor.zeros(TensorType.i32(4))))
        .withMessage("SoftmaxWithLoss of f64[4,3] with 1 weights: wants one for each of 3 classes");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PLAIN.withIgnored(-1).apply(z, z))
        .withMessage(
            "SoftmaxWithLoss that ignores index -1 was given labels f64[4,3]: wants class indices i32");
  }

  @Test
  void singlePrecisionIsTheDoubleRounded() {
    Tensor z = normal(1, 50, 10).times(5);
    Tensor labels = constant(Key.of(2).ints(10, 50));
    assertThat(loss(z.cast(DType.FLOAT32), labels)).isCloseTo(loss(z, labels), within(1e-6));
  }

  @Test
  void misuseIsNamed() {
    Tensor z = normal(0, 100, 10);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SoftmaxWithLoss.of(z, Tensor.zeros(TensorType.i32(50))))
        .withMessage(
            "SoftmaxWithLoss of f64[100,10] and i32[50]: labels are class indices i32[100] or"
                + " one-hot f64[100,10]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SoftmaxWithLoss.of(z, Tensor.zeros(TensorType.f32(100, 10))))
        .withMessageStartingWith("SoftmaxWithLoss of f64[100,10] and f32[100,10]: labels are");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SoftmaxWithLoss.of(Tensor.zeros(TensorType.i32(3)), Tensor.scalar(1)))
        .withMessage(
            "SoftmaxWithLoss of i32[3] and f64[]: scores are f32[…,classes] or f64[…,classes]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SoftmaxWithLoss.of(Tensor.scalar(1), Tensor.scalar(1)))
        .withMessage(
            "SoftmaxWithLoss of f64[] and f64[]: scores are f32[…,classes] or f64[…,classes]");
  }
}

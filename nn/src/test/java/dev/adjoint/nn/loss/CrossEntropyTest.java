package dev.adjoint.nn.loss;

import static dev.adjoint.Adjoint.eval;
import static dev.adjoint.Adjoint.grad;
import static dev.adjoint.graph.Tensor.constant;
import static dev.adjoint.graph.Tensor.matrix;
import static dev.adjoint.graph.Tensor.vector;
import static dev.adjoint.nn.Differences.assertGradient;
import static dev.adjoint.nn.Differences.normal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.adjoint.array.DType;
import dev.adjoint.array.NDArray;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Tensor;
import dev.adjoint.op.OneHot;
import dev.adjoint.op.Softmax;
import dev.adjoint.random.Key;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class CrossEntropyTest {
  private static Tensor probabilities(long seed, int rows, int classes) {
    return constant(eval(Softmax.of(normal(seed, rows, classes))));
  }

  @Property(seed = "1", tries = 20)
  void keepsTheContractOfLosses(@ForAll long seed) {
    Tensor y = constant(eval(Softmax.of(normal(seed, 4, 3))));
    LossContract.checkReduced(CrossEntropy::of, y, constant(Key.of(seed).ints(3, 4)));
  }

  @Property(seed = "1", tries = 200)
  void isTheMeanNegativeLogProbability(
      @ForAll @IntRange(min = 1, max = 6) int rows,
      @ForAll @IntRange(min = 1, max = 6) int classes,
      @ForAll long seed) {
    Tensor p = probabilities(seed, rows, classes);
    NDArray labels = Key.of(seed).ints(classes, rows);
    double sum = 0;
    for (int row = 0; row < rows; row++) {
      sum -= Math.log(p.value().at(row, (int) labels.at(row)));
    }
    Tensor oneHot = OneHot.of(constant(labels), classes, DType.FLOAT64);
    assertThat(eval(CrossEntropy.of(p, constant(labels))).item())
        .isCloseTo(sum / rows, within(1e-13));
    assertThat(eval(CrossEntropy.of(p, oneHot)).item()).isCloseTo(sum / rows, within(1e-13));
  }

  @Property(seed = "1", tries = 50)
  void itsGradientIsTheNumericalOne(
      @ForAll @IntRange(min = 1, max = 4) int rows,
      @ForAll @IntRange(min = 2, max = 4) int classes,
      @ForAll long seed) {
    Tensor logits = normal(seed, rows, classes);
    Tensor labels = constant(Key.of(seed).ints(classes, rows));
    Tensor soft = probabilities(seed + 1, rows, classes);
    assertGradient(z -> CrossEntropy.of(Softmax.of(z), labels), logits);
    assertGradient(z -> CrossEntropy.of(Softmax.of(z), soft), logits);
    assertGradient(z -> CrossEntropy.of(Softmax.of(z), soft, 1e-7), logits);
  }

  @Property(seed = "1", tries = 50)
  void ofASoftmaxIsSoftmaxWithLoss(@ForAll long seed) {
    Tensor z = normal(seed, 4, 3);
    Tensor labels = constant(Key.of(seed).ints(3, 4));
    assertThat(eval(CrossEntropy.of(Softmax.of(z), labels)).item())
        .isCloseTo(eval(SoftmaxWithLoss.of(z, labels)).item(), within(1e-14));
  }

  @Test
  void givesTheBooksNumbersWithItsConstant() {
    Tensor t = vector(0, 0, 1, 0, 0, 0, 0, 0, 0, 0);
    Tensor right = vector(.1, .1, .6, .1, .1, 0, 0, 0, 0, 0);
    Tensor wrong = vector(.1, .1, .1, .1, .6, 0, 0, 0, 0, 0);
    assertThat(eval(CrossEntropy.of(right, t, 1e-7)).item())
        .isCloseTo(0.510825457099338, within(1e-15));
    assertThat(eval(CrossEntropy.of(wrong, t, 1e-7)).item())
        .isCloseTo(2.302584092994546, within(1e-15));
    assertThat(eval(CrossEntropy.of(right, t)).item()).isCloseTo(-Math.log(.6), within(1e-15));
  }

  /// The net of one layer with the constant 10⁻⁷ inside the logarithm and differences of step 10⁻⁴.
  @Test
  void givesTheBooksNumbersOfTheSimpleNet() {
    double[] w = {.47355232, .9977393, .84668094, .85557411, .03563661, .69422093};
    assertThat(simpleNet(w)).isCloseTo(.92806829, within(5e-9));
    double[] wanted = {.21924757, .14356243, -.36281, .32887136, .21534364, -.544215};
    for (int i = 0; i < w.length; i++) {
      double h = 1e-4;
      double[] above = w.clone();
      double[] below = w.clone();
      above[i] += h;
      below[i] -= h;
      assertThat((simpleNet(above) - simpleNet(below)) / (2 * h))
          .isCloseTo(wanted[i], within(6e-9));
    }
  }

  private static double simpleNet(double[] w) {
    Tensor scores = matrix(new double[] {.6, .9}).matmul(vector(w).reshape(2, 3));
    return eval(CrossEntropy.of(Softmax.of(scores), constant(NDArray.of(2)), 1e-7)).item();
  }

  @Test
  void aProbabilityOfZeroIsFinite() {
    Tensor p = matrix(new double[] {0, 1});
    Tensor label = constant(NDArray.of(0));
    assertThat(eval(CrossEntropy.of(p, label)).item()).isEqualTo(-Math.log(Double.MIN_NORMAL));
    assertThat(eval(CrossEntropy.of(p.cast(DType.FLOAT32), label)).item())
        .isCloseTo(-Math.log(Float.MIN_NORMAL), within(1e-5));
    assertThat(eval(grad((Tensor y) -> CrossEntropy.of(y, label)).apply(p)))
        .isEqualTo(NDArray.of(new double[][] {{0, 0}}));
    assertThat(eval(CrossEntropy.of(p, constant(NDArray.of(1)))).item()).isZero();
  }

  @Test
  void anIndexThatIsNoClassGivesNaN() {
    Tensor p = probabilities(1, 2, 3);
    assertThat(eval(CrossEntropy.of(p, constant(NDArray.of(0, 3)))).item()).isNaN();
  }

  @Test
  void misuseIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CrossEntropy.of(normal(0, 4, 3), Tensor.zeros(TensorType.f64(4))))
        .withMessage(
            "CrossEntropy of f64[4,3] and f64[4]: labels are class indices i32[4] or one-hot"
                + " f64[4,3]");
  }
}

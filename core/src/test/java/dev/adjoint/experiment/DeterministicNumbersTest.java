package dev.adjoint.experiment;

import static dev.adjoint.Adjoint.compile;
import static dev.adjoint.Adjoint.eval;
import static dev.adjoint.Adjoint.grad;
import static dev.adjoint.Adjoint.valueAndGrad;
import static dev.adjoint.graph.Tensor.constant;
import static dev.adjoint.graph.Tensor.matrix;
import static dev.adjoint.graph.Tensor.scalar;
import static dev.adjoint.graph.Tensor.vector;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.adjoint.array.DType;
import dev.adjoint.array.NDArray;
import dev.adjoint.check.GradientCheck;
import dev.adjoint.graph.Tensor;
import dev.adjoint.op.Gather;
import dev.adjoint.op.Greater;
import dev.adjoint.op.LogSoftmax;
import dev.adjoint.op.OneHot;
import dev.adjoint.op.Sigmoid;
import dev.adjoint.op.Softmax;
import dev.adjoint.op.Stack;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/// The numbers of the articles and of the book behind them (K. Saito, *Deep Learning from Scratch*,
/// 2016), to every digit given there.
class DeterministicNumbersTest {
  // ---- perceptrons (book, §2)

  private static Tensor gate(Tensor x, double w, double bias) {
    return Greater.of(x.matmul(vector(w, w)).plus(bias), scalar(0)).cast(DType.FLOAT64);
  }

  private static Tensor and(Tensor x) {
    return gate(x, .5, -.7);
  }

  private static Tensor nand(Tensor x) {
    return gate(x, -.5, .7);
  }

  private static Tensor or(Tensor x) {
    return gate(x, .5, -.2);
  }

  private static Tensor pairs(Tensor a, Tensor b) {
    return Stack.of(1, a, b);
  }

  @Test
  void gatesArePerceptrons() {
    Tensor x = matrix(new double[][] {{0, 0}, {1, 0}, {0, 1}, {1, 1}});
    assertThat(eval(and(x))).isEqualTo(NDArray.of(0., 0, 0, 1));
    assertThat(eval(nand(x))).isEqualTo(NDArray.of(1., 1, 1, 0));
    assertThat(eval(or(x))).isEqualTo(NDArray.of(0., 1, 1, 1));
    assertThat(eval(and(pairs(nand(x), or(x))))).isEqualTo(NDArray.of(0., 1, 1, 0));
  }

  // ---- numerical differentiation (book, §4.3)

  private static final double H = 1e-4;

  private static double difference(Function<Tensor, Tensor> f, double x) {
    return GradientCheck.numeric(f, scalar(x), H).value().item();
  }

  @Test
  void centralDifferencesToTheLastDigit() {
    Function<Tensor, Tensor> f = x -> x.squared().times(.01).plus(x.times(.1));
    assertThat(difference(f, 5)).isEqualTo(0.1999999999990898);
    assertThat(difference(f, 10)).isEqualTo(0.2999999999986347);
    assertThat(difference(x -> x.squared().plus(4. * 4), 3)).isEqualTo(6.00000000000378);
  }

  private static Tensor bowl(Tensor x) {
    return x.squared().sum();
  }

  @Test
  void theNumericalGradientOfABowl() {
    assertThat(numeric(DeterministicNumbersTest::bowl, vector(3, 4)))
        .containsExactly(new double[] {6, 8}, within(1e-9));
    assertThat(numeric(DeterministicNumbersTest::bowl, vector(0, 2)))
        .containsExactly(new double[] {0, 4}, within(1e-9));
    assertThat(numeric(DeterministicNumbersTest::bowl, vector(3, 0)))
        .containsExactly(new double[] {6, 0}, within(1e-9));
  }

  private static double[] numeric(Function<Tensor, Tensor> f, Tensor x) {
    return GradientCheck.numeric(f, x, H).value().toDoubleArray();
  }

  // ---- gradient descent (book, §4.4)

  private static Tensor descend(UnaryOperator<Tensor> gradient, double rate, int steps) {
    Function<Tensor, Tensor> step = compile((Tensor x) -> x.minus(gradient.apply(x).times(rate)));
    Tensor x = vector(-3, 4);
    for (int i = 0; i < steps; i++) {
      x = step.apply(x);
    }
    return x;
  }

  private static Tensor exact(Tensor x) {
    return grad(DeterministicNumbersTest::bowl).apply(x);
  }

  @Test
  void gradientDescent() {
    assertDigits(descend(DeterministicNumbersTest::exact, .1, 20), 5e-9, -.03458765, .04611686);
    assertDigits(descend(DeterministicNumbersTest::exact, .1, 100), 5e-15, -6.1111e-10, 8.1481e-10);
    assertDigits(
        descend(DeterministicNumbersTest::exact, 1e-10, 100), 5e-9, -2.99999994, 3.99999992);
  }

  /// The exact gradient grows by 19 at each step for ever; the numerical one stops where adding the
  /// step changes no digit any more.
  @Test
  void tooLargeALearningRate() {
    assertDigits(descend(DeterministicNumbersTest::exact, 10, 100), 5e125, -2.25e128, 3.00e128);
    Tensor x = vector(-3, 4);
    for (int i = 0; i < 100; i++) {
      x =
          constant(
              eval(x.minus(GradientCheck.numeric(DeterministicNumbersTest::bowl, x, H).times(10))));
    }
    assertDigits(x, 5e4, -2.58983747e13, -1.29524862e12);
  }

  // ---- losses (book, §4.2)

  private static final Tensor TARGET =
      OneHot.of(constant(NDArray.of(2)).reshape(), 10, DType.FLOAT64);

  private static final Tensor RIGHT = vector(.1, .1, .6, .1, .1, 0, 0, 0, 0, 0);

  private static final Tensor WRONG = vector(.1, .1, .1, .1, .6, 0, 0, 0, 0, 0);

  /// The book's last digit is that of NumPy's order of addition, eight partial sums. Vectors of 512
  /// bits add in that order, shorter ones and plain loops in others, which end an ulp beside it.
  @Test
  void squaredError() {
    assertUlp(eval(squaredError(RIGHT, TARGET)).item(), 0.10000000000000003);
    assertUlp(eval(squaredError(WRONG, TARGET)).item(), 0.6000000000000001);
  }

  private static void assertUlp(double actual, double expected) {
    assertThat(Math.abs(actual - expected)).isLessThanOrEqualTo(Math.ulp(expected));
  }

  static Tensor squaredError(Tensor y, Tensor target) {
    return y.minus(target).squared().sum().times(.5);
  }

  @Test
  void crossEntropyWithTheBooksSummand() {
    assertThat(eval(crossEntropy(RIGHT, TARGET)).item()).isEqualTo(0.510825457099338);
    assertThat(eval(crossEntropy(WRONG, TARGET)).item()).isEqualTo(2.302584092994546);
  }

  private static Tensor crossEntropy(Tensor y, Tensor target) {
    return target.times(y.plus(1e-7).log()).sum().negate();
  }

  @Test
  void softmax() {
    assertDigits(Softmax.of(vector(.3, 2.9, 4)), 5e-9, .01821127, .24519181, .73659691);
    Tensor y = Softmax.of(vector(1010, 1000, 990));
    assertDigits(y.slice(0, 0, 1), 5e-8, .9999546);
    assertDigits(y.slice(0, 1, 2), 5e-14, 4.53978686e-5);
    assertDigits(y.slice(0, 2, 3), 5e-18, 2.06106005e-9);
  }

  // ---- a net of one layer (book, §4.4.2)

  private static final Tensor W =
      matrix(
          new double[] {.47355232, .9977393, .84668094},
          new double[] {.85557411, .03563661, .69422093});

  private static Tensor scores(Tensor w) {
    return vector(.6, .9).matmul(w);
  }

  @Test
  void theSimpleNet() {
    assertDigits(scores(W), 5e-9, 1.05414809, .63071653, 1.1328074);
    Tensor third = constant(NDArray.of(2)).reshape();
    Function<Tensor, Tensor> loss = w -> Gather.of(LogSoftmax.of(scores(w)), third, 0).negate();
    var found = valueAndGrad(loss).apply(W);
    assertThat(eval(found.value()).item()).isEqualTo(.9280685387482351, within(2e-16));
    assertDigits(
        found.grad(), 5e-9, .21924763, .14356247, -.36281009, .32887144, .2153437, -.54421514);
  }

  @Test
  void theSimpleNetAsTheArticleComputesIt() {
    Tensor third = OneHot.of(constant(NDArray.of(2)).reshape(), 3, DType.FLOAT64);
    Function<Tensor, Tensor> loss = w -> crossEntropy(Softmax.of(scores(w)), third);
    assertDigits(loss.apply(W), 5e-9, .92806829);
    assertDigits(
        GradientCheck.numeric(loss, W, H),
        5e-9,
        .21924757,
        .14356243,
        -.36281,
        .32887136,
        .21534364,
        -.544215);
  }

  // ---- three layers (book, §3.4)

  @Test
  void threeLayersForward() {
    Tensor z1 = vector(1, .5).matmul(matrix(new double[][] {{.1, .3, .5}, {.2, .4, .6}}));
    Tensor h1 = Sigmoid.of(z1.plus(vector(.1, .2, .3)));
    Tensor z2 = h1.matmul(matrix(new double[][] {{.1, .4}, {.2, .5}, {.3, .6}}));
    Tensor h2 = Sigmoid.of(z2.plus(vector(.1, .2)));
    Tensor y = h2.matmul(matrix(new double[][] {{.1, .3}, {.2, .4}})).plus(vector(.1, .2));
    assertDigits(y, 5e-9, .31682708, .69627909);
  }

  // ---- computational graphs (book, §5.1)

  record Apples(Tensor price, Tensor count, Tensor tax) {
    Tensor total() {
      return price.times(count).times(tax);
    }
  }

  @Test
  void apples() {
    var found = valueAndGrad(Apples::total).apply(new Apples(scalar(100), scalar(2), scalar(1.1)));
    assertDigits(found.value(), 1e-12, 220);
    assertDigits(found.grad().price(), 1e-12, 2.2);
    assertDigits(found.grad().count(), 1e-12, 110);
    assertDigits(found.grad().tax(), 1e-12, 200);
  }

  record Basket(Tensor apple, Tensor apples, Tensor orange, Tensor oranges, Tensor tax) {
    Tensor total() {
      return apple.times(apples).plus(orange.times(oranges)).times(tax);
    }
  }

  @Test
  void applesAndOranges() {
    var basket = new Basket(scalar(100), scalar(2), scalar(150), scalar(3), scalar(1.1));
    var found = valueAndGrad(Basket::total).apply(basket);
    assertDigits(found.value(), 1e-12, 715);
    assertDigits(found.grad().apples(), 1e-12, 110);
    assertDigits(found.grad().apple(), 1e-12, 2.2);
    assertDigits(found.grad().orange(), 1e-12, 3.3);
    assertDigits(found.grad().oranges(), 1e-12, 165);
    assertDigits(found.grad().tax(), 1e-12, 650);
  }

  static void assertDigits(Tensor found, double allowed, double... expected) {
    assertThat(eval(found).toDoubleArray()).containsExactly(expected, within(allowed));
  }
}

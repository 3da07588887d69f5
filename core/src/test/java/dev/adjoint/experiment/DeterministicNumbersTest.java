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

import dev.adjoint.Tree;
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

  private static Tensor squaredError(Tensor y, Tensor target) {
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

  // ---- the worked XOR example

  record Xor(Tensor first, Tensor second) {
    Tensor hidden(Tensor x) {
      return Sigmoid.of(x.matmul(first));
    }

    Tensor on(Tensor x) {
      return Sigmoid.of(hidden(x).matmul(second));
    }
  }

  private static final Tensor X = vector(1.76405235, .40015721);

  private static final Xor XOR =
      new Xor(
          matrix(
              new double[] {-.67746455, .37769425, -.07365253},
              new double[] {-.53663519, .60920496, .21149622}),
          matrix(
              new double[] {-.41491732, -.30992816},
              new double[] {-.31583913, -.27706468},
              new double[] {-.44701662, .15231059}));

  /// The inputs are rounded to eight digits, so the results hold to about two units of the eighth.
  private static final double XOR_DIGITS = 2e-8;

  @Test
  void theWorkedXorExampleForward() {
    assertDigits(X.matmul(XOR.first()), XOR_DIGITS, -1.40982136, .91005018, -.04529517);
    assertDigits(XOR.hidden(X), XOR_DIGITS, .19626223, .71301043, .48867814);
    assertDigits(XOR.hidden(X).matmul(XOR.second()), XOR_DIGITS, -.52507645, -.18394635);
    assertDigits(XOR.on(X), XOR_DIGITS, .37166596, .45414264);
  }

  @Test
  void theWorkedXorExampleBackwardAndItsStep() {
    Function<Xor, Tensor> loss = xor -> squaredError(xor.on(X), vector(1, 0));
    var found = valueAndGrad(loss).apply(XOR);
    assertDigits(found.value(), XOR_DIGITS, .30052460);
    assertDigits(
        found.grad().second(),
        XOR_DIGITS,
        -.02879856,
        .02209533,
        -.10462365,
        .08027117,
        -.07170623,
        .0550157);
    assertDigits(
        found.grad().first(),
        XOR_DIGITS,
        .00723246,
        .00546965,
        .03647082,
        .00164061,
        .00124073,
        .00827303);
    Xor next = Tree.map(XOR, found.grad(), (w, g) -> w.minus(g.times(.001)));
    assertDigits(
        next.second(),
        XOR_DIGITS,
        -.41488852,
        -.30995026,
        -.31573451,
        -.27714495,
        -.44694491,
        .15225557);
    assertDigits(
        next.first(),
        XOR_DIGITS,
        -.67747178,
        .37768878,
        -.073689,
        -.53663683,
        .60920372,
        .21148795);
  }

  // ---- optimisers (book, §6.1), by hand

  /// The point and what an optimiser remembers.
  record State(Tensor x, Tensor v, Tensor m, Tensor step) {}

  private interface Rule {
    State update(State s, Tensor g);
  }

  private static Tensor after30(Rule rule) {
    Function<Tensor, Tensor> f = x -> x.squared().times(vector(1 / 20., 1)).sum();
    Function<State, State> step =
        compile((State s) -> {
          State next = rule.update(s, grad(f).apply(s.x()));
          return new State(next.x(), next.v(), next.m(), s.step().plus(1));
        });
    var s = new State(vector(-7, 2), vector(0, 0), vector(0, 0), scalar(1));
    for (int i = 0; i < 30; i++) {
      s = step.apply(s);
    }
    return s.x();
  }

  @Test
  void gradientDescentOnAValley() {
    Tensor x = after30((s, g) -> new State(s.x().minus(g.times(.95)), s.v(), s.m(), s.step()));
    assertDigits(x, 5e-7, -.350393, .084782);
  }

  @Test
  void momentum() {
    Tensor x =
        after30((s, g) -> {
          Tensor v = s.v().times(.9).minus(g.times(.1));
          return new State(s.x().plus(v), v, s.m(), s.step());
        });
    assertDigits(x, 5e-7, .896414, .088086);
  }

  @Test
  void nesterov() {
    Tensor x =
        after30((s, g) -> {
          Tensor v = s.v().times(.9).minus(g.times(.1));
          Tensor x1 = s.x().plus(v.times(.9)).minus(g.times(.1));
          return new State(x1, v, s.m(), s.step());
        });
    assertDigits(x, 5e-7, .689615, -.000680);
  }

  @Test
  void adaGrad() {
    Tensor x =
        after30((s, g) -> {
          Tensor h = s.v().plus(g.squared());
          Tensor x1 = s.x().minus(g.times(1.5).div(h.sqrt().plus(1e-7)));
          return new State(x1, h, s.m(), s.step());
        });
    assertDigits(x.slice(0, 0, 1), 5e-7, -.120162);
    assertDigits(x.slice(0, 1, 2), 5e-19, 2.5e-17);
  }

  @Test
  void rmsProp() {
    Tensor x =
        after30((s, g) -> {
          Tensor h = s.v().times(.99).plus(g.squared().times(1 - .99));
          Tensor x1 = s.x().minus(g.times(.1).div(h.sqrt().plus(1e-7)));
          return new State(x1, h, s.m(), s.step());
        });
    assertDigits(x.slice(0, 0, 1), 5e-7, -.697420);
    assertDigits(x.slice(0, 1, 2), 5e-10, 1.5e-8);
  }

  @Test
  void adam() {
    Tensor x =
        after30((s, g) -> {
          Tensor rate =
              scalar(1)
                  .minus(scalar(.999).pow(s.step()))
                  .sqrt()
                  .times(.3)
                  .div(scalar(1).minus(scalar(.9).pow(s.step())));
          Tensor m = s.m().plus(g.minus(s.m()).times(1 - .9));
          Tensor v = s.v().plus(g.squared().minus(s.v()).times(1 - .999));
          Tensor x1 = s.x().minus(rate.times(m).div(v.sqrt().plus(1e-7)));
          return new State(x1, v, m, s.step());
        });
    assertDigits(x, 5e-7, .136007, .318245);
  }

  private static void assertDigits(Tensor found, double allowed, double... expected) {
    assertThat(eval(found).toDoubleArray()).containsExactly(expected, within(allowed));
  }
}

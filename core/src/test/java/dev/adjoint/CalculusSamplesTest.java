package dev.adjoint;

import static dev.adjoint.Adjoint.checkpoint;
import static dev.adjoint.Adjoint.compile;
import static dev.adjoint.Adjoint.customGradient;
import static dev.adjoint.Adjoint.eval;
import static dev.adjoint.Adjoint.grad;
import static dev.adjoint.Adjoint.hessian;
import static dev.adjoint.Adjoint.hvp;
import static dev.adjoint.Adjoint.iterate;
import static dev.adjoint.Adjoint.jacobian;
import static dev.adjoint.Adjoint.jvp;
import static dev.adjoint.Adjoint.scan;
import static dev.adjoint.Adjoint.vmap;
import static dev.adjoint.Adjoint.whileLoop;
import static dev.adjoint.Near.near;
import static dev.adjoint.Near.within;
import static dev.adjoint.graph.Tensor.matrix;
import static dev.adjoint.graph.Tensor.scalar;
import static dev.adjoint.graph.Tensor.vector;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.adjoint.array.NDArray;
import dev.adjoint.array.TensorType;
import dev.adjoint.check.GradientCheck;
import dev.adjoint.check.NumberHunt;
import dev.adjoint.check.NumberReport;
import dev.adjoint.graph.Tensor;
import dev.adjoint.op.Greater;
import dev.adjoint.op.Sin;
import dev.adjoint.op.Tanh;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/// The calculus of the README, run.
final class CalculusSamplesTest {
  // @start region="pendulum"
  record Pendulum(Tensor angle, Tensor speed) {
    Pendulum after(Tensor time) {
      Tensor faster = speed.minus(Sin.of(angle).times(time));
      return new Pendulum(angle.plus(faster.times(time)), faster);
    }
  }

  // @end region="pendulum"

  @Test
  void aPendulum() {
    // @start region="scan"
    // a step returns what is carried on and what is kept; steps have lengths of their own
    Tensor times = Tensor.full(TensorType.f64(1000), 0.01);
    Function<Tensor, Scanned<Pendulum, Tensor>> swing =
        start ->
            scan(
                (Pendulum p, Tensor time) -> new Step<>(p.after(time), p.angle()),
                new Pendulum(start, scalar(0)),
                times);
    NDArray path = eval(swing.apply(scalar(1)).outputs()); // f64[1000]
    Tensor slope = grad((Tensor start) -> swing.apply(start).carry().angle()).apply(scalar(1));
    double[] numbers = path.toDoubleArray();
    double number = eval(slope).item();
    // @end region="scan"
    assertThat(numbers[0]).isEqualTo(1);
    double h = 1e-5;
    double up = eval(swing.apply(scalar(1 + h)).carry().angle()).item();
    double down = eval(swing.apply(scalar(1 - h)).carry().angle()).item();
    assertThat(number).isCloseTo((up - down) / (2 * h), offset(1e-7));
  }

  @Test
  void directionsAndMatrices() {
    // @start region="matrices"
    Function<Tensor, Tensor> f = x -> Sin.of(x).times(x).sum();
    Tensor x = vector(1, 2, 3), v = vector(1, 0, 0);
    Tensor slope = jvp(f, x, v).tangent(); // along v, forward
    Tensor bend = hvp(f).apply(x, v); // the Hessian times v, without the Hessian
    Tensor all = hessian(f).apply(x); // [3,3]
    Tensor matrix = jacobian((Tensor t) -> t.squared()).apply(x); // [3,3], in the cheaper mode
    // @end region="matrices"
    near(slope, Math.cos(1) + Math.sin(1));
    near(bend, 2 * Math.cos(1) - Math.sin(1), 0, 0);
    assertThat(eval(all).shape()).hasToString("[3,3]");
    near(matrix, 2, 0, 0, 0, 4, 0, 0, 0, 6);
  }

  @Test
  void aBatchOfGradients() {
    Tensor w = vector(1, -1);
    Tensor batch = matrix(new double[] {1, 2}, new double[] {3, 4});
    // @start region="batch"
    // the gradient for each example of a batch: written for one
    Function<Tensor, Tensor> one = x -> grad((Tensor u) -> Tanh.of(u.matmul(x))).apply(w);
    Tensor each = compile(vmap(one)).apply(batch);
    // @end region="batch"
    double s = 1 - Math.pow(Math.tanh(-1), 2);
    near(each, s, 2 * s, 3 * s, 4 * s);
  }

  @Test
  void theSlopeOfALoop() {
    // @start region="loop"
    // the square root by Newton's method: a loop that ends when it is near enough, and its slope
    Function<Tensor, Tensor> root =
        x ->
            whileLoop(
                50, // the most steps; reverse mode reserves memory for them
                (Tensor y) -> Greater.of(y.squared().minus(x).abs(), scalar(1e-12)),
                y -> y.plus(x.div(y)).div(2),
                x);
    IO.println(eval(grad(root).apply(scalar(2)))); // 0.35355…, which is 1 / (2 √2)
    // @end region="loop"
    within(1e-12, grad(root).apply(scalar(2)), 1 / (2 * Math.sqrt(2)));
  }

  @Test
  void memoryAndGradientsOfOnesOwn() {
    // @start region="own gradient"
    // a layer that is computed again on the way back, not kept: 100 of them in little memory
    Function<Tensor, Tensor> layer = checkpoint(x -> Tanh.of(x.times(1.1)));
    Function<Tensor, Tensor> deep = x -> iterate(100, layer::apply, x).sum();

    // a step function that learns as if it were the identity (straight-through estimator)
    Function<Tensor, Tensor> step =
        customGradient(x -> Greater.of(x, scalar(0)).cast(x.dtype()), (x, y, yBar) -> yBar);
    // @end region="own gradient"
    GradientCheck.of(deep).at(scalar(0.3)).orThrow();
    near(grad(step).apply(scalar(2)), 1);
  }

  @Test
  void theReportOfAWrongGradient() {
    // @start region="wrong"
    // the L2 penalty λ/2N · Σw² of a published article, whose gradient was λ · Σw², not λ/N · w
    Function<Tensor, Tensor> penalty =
        customGradient(
            w -> w.squared().sum().times(0.1 / (2 * 10)),
            (w, y, yBar) -> w.squared().sum().times(0.1).times(yBar).broadcastTo(w.shape()));
    IO.println(GradientCheck.of(penalty).at(vector(1, -2)));
    // @end region="wrong"
    assertThat(GradientCheck.of(penalty).at(vector(1, -2))).hasToString(WRONG);
  }

  private static final String WRONG =
      """
      gradient check: WRONG (f64, tolerance 1.0e-06, step 6.1e-06)
        order 1, x f64[2]: WRONG in 2 of 2 checked, worst at [1]
          analytic 0.500000000, numeric -0.0200000000 ± 3.9e-12, relative error 1.0e+00
          the differences agree with each other; the gradient is wrong
          step              7.8e-04        9.7e-05        1.2e-05        1.5e-06
          difference  -0.0200000000  -0.0200000000  -0.0200000000  -0.0200000000
        order 1, all inputs along random directions: WRONG in 4 of 4 checked, worst at direction 2
          analytic -0.694100193, numeric 0.0109909933 ± 4.0e-12, relative error 1.0e+00
          the differences agree with each other; the gradient is wrong
          step              7.8e-04        9.7e-05        1.2e-05        1.5e-06
          difference   0.0109909933   0.0109909933   0.0109909933   0.0109909933
      worst: order 1, x f64[2] at [1], relative error 1.0e+00
      op by op: 1 of 1 rules is wrong
        %1: f64[] = CustomGradient %0
          order 1, input 0 f64[2]: WRONG in 2 of 2 checked, worst at [1]
            analytic 0.500000000, numeric -0.0200000000 ± 3.9e-12, relative error 1.0e+00\
      """;

  @Test
  void theReportOfAHunt() {
    // @start region="hunt"
    Function<Tensor, Tensor> norm = x -> x.squared().sum().sqrt();
    NumberReport report = NumberHunt.of(grad(norm)).at(vector(0, 0));
    // @end region="hunt"
    assertThat(report.toString().replaceAll("\\w+\\.java:\\d+", "Model.java:40"))
        .isEqualTo(
            """
            Div made Infinity at [] of good numbers
              Div[] of f64[], f64[] is f64[]
              at Model.java:40, in the gradient of Sqrt
              input 0 at []: 0.5
              input 1 at []: 0.0
              1 of 1 elements not finite\
            """);
  }
}

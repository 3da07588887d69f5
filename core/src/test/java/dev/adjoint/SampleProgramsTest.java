package dev.adjoint;

import static dev.adjoint.Adjoint.compile;
import static dev.adjoint.Adjoint.eval;
import static dev.adjoint.Adjoint.grad;
import static dev.adjoint.graph.Tensor.scalar;
import static dev.adjoint.graph.Tensor.vector;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.adjoint.array.NDArray;
import dev.adjoint.check.GradientCheck;
import dev.adjoint.graph.Elementwise;
import dev.adjoint.graph.Tensor;
import dev.adjoint.op.Sigmoid;
import dev.adjoint.op.Sin;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/// The programs that the README shows; each region between `@start` and `@end` stands there word by
/// word.
class SampleProgramsTest {
  @Test
  void aDerivativeAndTheDerivativeOfTheDerivative() {
    // @start region="derivative"
    Function<Tensor, Tensor> f = x -> x.times(Sin.of(x));
    Function<Tensor, Tensor> df = grad(f);
    Function<Tensor, Tensor> d2f = grad(df);
    NDArray curvature = eval(d2f.apply(scalar(2))); // -2.6508…
    // @end region="derivative"
    assertThat(curvature.item()).isEqualTo(2 * Math.cos(2) - 2 * Math.sin(2), within(1e-15));
    assertThat(curvature).asString().startsWith("-2.6508");
    assertThat(eval(df.apply(scalar(2))).item())
        .isEqualTo(Math.sin(2) + 2 * Math.cos(2), within(1e-15));
  }

  // @start region="line"
  record Line(Tensor slope, Tensor intercept) {
    Tensor at(Tensor x) {
      return slope.times(x).plus(intercept);
    }
  }

  // @end region="line"

  @Test
  void aModelIsARecordAndItsGradientIsTheSameRecord() {
    // @start region="regression"
    Tensor x = vector(0, 1, 2, 3);
    Tensor y = vector(1, 3, 5, 7);
    Function<Line, Tensor> loss = line -> line.at(x).minus(y).squared().mean();
    Function<Line, Line> step =
        compile(line -> Tree.map(line, grad(loss).apply(line), (p, g) -> p.minus(g.times(0.1))));
    Line line = new Line(scalar(0), scalar(0));
    for (int i = 0; i < 500; i++) {
      line = step.apply(line);
    }
    IO.println("slope %s, intercept %s".formatted(line.slope(), line.intercept())); // 2 and 1
    // @end region="regression"
    assertThat(line.slope().value().item()).isEqualTo(2, within(1e-10));
    assertThat(line.intercept().value().item()).isEqualTo(1, within(1e-10));
    GradientCheck.of(loss).order(2).at(new Line(scalar(.5), scalar(-1))).orThrow();
  }

  // @start region="own-op"
  record Softplus() implements Elementwise.Unary {
    static Tensor of(Tensor x) {
      return new Softplus().on(x);
    }

    @Override
    public double apply(double x) {
      return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
    }

    @Override
    public Tensor derivative(Tensor x, Tensor y) {
      return Sigmoid.of(x);
    }
  }

  // @end region="own-op"

  @Test
  void anOpOfOnesOwnIsAnEqualCitizen() {
    // @start region="check"
    GradientCheck.of(Softplus::of).order(2).at(vector(-30, -1, 0, 2, 50)).orThrow();
    // @end region="check"
    Function<Tensor, Tensor> f = x -> Softplus.of(x.times(2)).plus(1).sum();
    Tensor x = vector(-1, 0, 3);
    assertThat(compile(f).apply(x).value().item())
        .isEqualTo(eval(f.apply(x)).item(), within(1e-15));
    assertThat(compile(grad(f)).apply(x).value().toDoubleArray())
        .containsExactly(
            new double[] {2 / (1 + Math.exp(2)), 1, 2 / (1 + Math.exp(-6))}, within(1e-15));
    assertThat(eval(Softplus.of(vector(1000, -1000)))).isEqualTo(NDArray.of(1000., 0));
  }
}

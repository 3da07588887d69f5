package dev.adjoint;

import static dev.adjoint.Adjoint.compile;
import static dev.adjoint.Adjoint.eval;
import static dev.adjoint.Adjoint.grad;
import static dev.adjoint.Adjoint.trace;
import static dev.adjoint.Adjoint.valueAndGrad;
import static dev.adjoint.graph.Tensor.scalar;
import static dev.adjoint.graph.Tensor.vector;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.adjoint.check.GradientCheck;
import dev.adjoint.check.NumberHunt;
import dev.adjoint.check.NumberReport;
import dev.adjoint.draw.Drawing;
import dev.adjoint.graph.Elementwise;
import dev.adjoint.graph.Tensor;
import dev.adjoint.op.Sin;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/// The programs of the README, run; the README quotes the regions word for word.
final class SampleProgramsTest {
  // @start region="line"
  // a model is a record; its gradient is the same record
  record Line(Tensor slope, Tensor intercept) {
    Tensor at(Tensor x) {
      return slope.times(x).plus(intercept);
    }
  }

  // @end region="line"

  // @start region="own op"
  // an op of one's own, outside the library: differentiable to any order, fused and compiled
  record Softsign() implements Elementwise.Unary {
    static Tensor of(Tensor x) {
      return new Softsign().on(x);
    }

    @Override
    public double apply(double x) {
      return x / (1 + Math.abs(x));
    }

    @Override
    public Tensor derivative(Tensor x, Tensor y) {
      return y.abs().minus(1).squared(); // in the value, which is there already
    }
  }

  // @end region="own op"

  private static String printed(Runnable program) {
    PrintStream console = System.out;
    var bytes = new ByteArrayOutputStream();
    System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try {
      program.run();
    } finally {
      System.setOut(console);
    }
    return bytes.toString(StandardCharsets.UTF_8).strip();
  }

  @Test
  void theDerivativeOfTheDerivative() {
    String text =
        printed(() -> {
          // @start region="derivatives"
          // a derivative, and the derivative of the derivative
          Function<Tensor, Tensor> f = x -> x.times(Sin.of(x));
          Function<Tensor, Tensor> df = grad(f), d2f = grad(df);
          IO.println(eval(d2f.apply(scalar(2)))); // -2.6508…
          // @end region="derivatives"
        });
    assertThat(text).startsWith("-2.6508");
    assertThat(Double.parseDouble(text))
        .isCloseTo(2 * Math.cos(2) - 2 * Math.sin(2), within(1e-15));
  }

  @Test
  void aLineIsFitted() {
    // @start region="fit"
    var x = vector(1, 2, 3, 4);
    var y = vector(3, 5, 7, 9);
    Function<Line, Tensor> loss = line -> line.at(x).minus(y).squared().mean();
    Function<Line, Line> step =
        compile(line -> Tree.map(line, grad(loss).apply(line), (p, g) -> p.minus(g.times(0.1))));
    var line = new Line(scalar(0), scalar(0));
    for (int i = 0; i < 1000; i++) {
      line = step.apply(line);
    }
    // line is y = 2 x + 1
    // @end region="fit"
    assertThat(line.slope().value().item()).isCloseTo(2, within(1e-9));
    assertThat(line.intercept().value().item()).isCloseTo(1, within(1e-9));
  }

  @Test
  void anOpOfOnesOwnIsAnEqualCitizen() {
    // @start region="check"
    Tensor x = vector(-2, -0.5, 0.3, 4);
    GradientCheck.of((Tensor t) -> Softsign.of(t).sum()).order(2).at(x).orThrow();
    // @end region="check"
    assertThat(Adjoint.program((Tensor t) -> Softsign.of(t).times(2).sum(), x))
        .contains("1 step;")
        .contains("Softsign");
    double[] slopes = eval(grad((Tensor t) -> Softsign.of(t).sum()).apply(x)).toDoubleArray();
    double[] points = x.value().toDoubleArray();
    for (int i = 0; i < slopes.length; i++) {
      assertThat(slopes[i]).isCloseTo(Math.pow(1 + Math.abs(points[i]), -2), within(1e-15));
    }
  }

  @Test
  void aPictureAndAHunt() {
    Tensor x = vector(1, 2, 3);
    Function<Tensor, Tensor> loss = t -> Sin.of(t).log().squared().sum();
    // @start region="seeing"
    String picture = Drawing.of(trace(valueAndGrad(loss), x)).svg(); // or html(), dot(), mermaid()
    NumberReport report = NumberHunt.of(valueAndGrad(loss)).at(x); // the ops that made NaN or ∞
    // @end region="seeing"
    assertThat(picture).startsWith("<svg").contains("Sin");
    assertThat(report.isClean()).isTrue();
    assertThat(NumberHunt.of(loss).at(x.times(2)).toString()).startsWith("Log made NaN at [1]");
  }
}

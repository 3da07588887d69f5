package dev.adjoint.check;

import static dev.adjoint.graph.Tensor.scalar;
import static dev.adjoint.graph.Tensor.vector;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.array.DType;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Elementwise;
import dev.adjoint.graph.Tensor;
import dev.adjoint.op.Cos;
import dev.adjoint.op.Greater;
import dev.adjoint.op.LogSoftmax;
import dev.adjoint.op.Sin;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ForwardTest {
  /// Right in reverse mode; its pushforward forgets a factor.
  record WrongForward() implements Elementwise.Unary {
    @Override
    public double apply(double x) {
      return Math.sin(x);
    }

    @Override
    public Tensor derivative(Tensor x, Tensor y) {
      return Cos.of(x);
    }

    @Override
    public Tensor pushforward(int input, List<Tensor> inputs, Tensor y, Tensor xDot) {
      return xDot;
    }
  }

  @Test
  void rightTangentsPass() {
    for (DType dtype : List.of(DType.FLOAT64, DType.FLOAT32)) {
      Tensor x = Numbers.smooth().tensor(TensorType.of(dtype, 2, 3), 1);
      GradientReport report =
          GradientCheck.of(
                  (Net net) -> Map.of("logits", net.on(x), "more", LogSoftmax.of(net.on(x), 0)))
              .with(Aspect.FORWARD)
              .at(Net.of(dtype))
              .orThrow();
      assertThat(report.inputs().stream().map(row -> row.aspect() + " " + row.name()))
          .endsWith(
              "FORWARD output [logits] " + dtype + "[2,2]",
              "FORWARD output [more] " + dtype + "[2,2]");
    }
  }

  @Test
  void withOrderTwoTheGradientIsDifferentiatedForwardToo() {
    GradientReport report =
        GradientCheck.of((Tensor x) -> Sin.of(x).exp().sum())
            .order(2)
            .with(Aspect.FORWARD)
            .at(vector(1, 2))
            .orThrow();
    assertThat(report.inputs().stream().map(row -> row.aspect() + " " + row.name()))
        .containsExactly(
            "REVERSE x f64[2]",
            "SECOND x f64[2]",
            "FORWARD output f64[]",
            "FORWARD gradient of x f64[2]");
  }

  @Test
  void booleansAmongTheOutputsHaveNoTangents() {
    GradientCheck.of((Tensor x) -> List.of(Sin.of(x), Greater.of(x, scalar(0))))
        .with(Aspect.FORWARD)
        .at(vector(1, 2))
        .orThrow();
  }

  @Test
  void aWrongPushforwardIsNamed() {
    GradientReport report =
        GradientCheck.of((Tensor x) -> new WrongForward().on(x.times(2)).sum())
            .with(Aspect.FORWARD)
            .directions(1)
            .at(vector(1, 2));
    assertThat(report.toString())
        .isEqualTo(
            """
            gradient check: WRONG (f64, tolerance 1.0e-06, step 6.1e-06)
              order 1, x f64[2]: OK, 2 checked, worst at [0]
                analytic -0.832293673, numeric -0.832293673 ± 2.3e-10, within rounding noise
              forward, output f64[]: WRONG in 1 of 1 checked
                tangent 1.13781929, numeric -0.301118424 ± 1.7e-10, relative error 1.3e+00
                the differences agree with each other; the tangent is wrong
                step              7.8e-04        9.7e-05        1.2e-05        1.5e-06
                difference   -0.301118179   -0.301118420   -0.301118424   -0.301118424
              order 1, all inputs along random directions: OK, 1 checked
                analytic -0.301118424, numeric -0.301118424 ± 1.7e-10, within rounding noise
            worst: forward, output f64[] at [], direction 0, relative error 1.3e+00
            op by op: 1 of 3 rules is wrong
              %3: f64[2] = WrongForward %2
                forward, output f64[2]: WRONG in 2 of 2 checked, worst at [1], direction 0
                  tangent -0.362913277, numeric 0.237215948 ± 4.8e-11, relative error 1.7e+00\
            """);
  }
}

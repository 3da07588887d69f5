package dev.adjoint.check;

import static dev.adjoint.graph.Tensor.constant;
import static dev.adjoint.graph.Tensor.scalar;
import static dev.adjoint.graph.Tensor.vector;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.array.DType;
import dev.adjoint.array.NDArray;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Elementwise;
import dev.adjoint.graph.Tensor;
import dev.adjoint.op.Gather;
import dev.adjoint.op.LogSoftmax;
import dev.adjoint.op.Sin;
import dev.adjoint.op.Softmax;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class LinearityTest {
  /// The identity whose pullback adds a little something.
  record Offset(double offset) implements Elementwise.Unary {
    @Override
    public double apply(double x) {
      return x;
    }

    @Override
    public Tensor derivative(Tensor x, Tensor y) {
      return Tensor.ones(x.type());
    }

    @Override
    public Tensor pullback(int input, List<Tensor> inputs, Tensor y, Tensor v) {
      return v.plus(offset);
    }
  }

  private static GradientReport check(Function<Tensor, ?> f, Tensor x) {
    return GradientCheck.of(f).with(Aspect.LINEARITY).directions(1).at(x);
  }

  @Test
  void rightPullbacksAreLinear() {
    for (DType dtype : List.of(DType.FLOAT64, DType.FLOAT32)) {
      Tensor x = Numbers.smooth().tensor(TensorType.of(dtype, 2, 3), 1);
      GradientCheck.of((Net net) -> List.of(net.on(x), Map.of("y", LogSoftmax.of(net.on(x), 0))))
          .with(Aspect.LINEARITY)
          .at(Net.of(dtype))
          .orThrow();
    }
  }

  @Test
  void integersAmongInputsAndOutputsHaveNoCotangents() {
    record Rows(Tensor x, Tensor numbers) {}
    GradientReport report =
        GradientCheck.of((Rows r) -> List.of(r.numbers(), Gather.of(r.x(), r.numbers(), 0)))
            .with(Aspect.LINEARITY)
            .at(new Rows(vector(1, 2, 3), constant(NDArray.of(2, 0, 2))))
            .orThrow();
    assertThat(report.inputs().stream().map(GradientReport.Row::aspect))
        .containsExactly(Aspect.REVERSE, Aspect.LINEARITY);
    assertThat(report.inputs().getLast().checked()).isEqualTo(6);
  }

  @Test
  void aCotangentThatIsClippedIsFound() {
    GradientReport report = check(x -> new WrongOps.Clipped().on(x), vector(1, 2));
    assertThat(report.toString())
        .isEqualTo(
            """
            gradient check: WRONG (f64, tolerance 1.0e-06, step 6.1e-06)
              order 1, x f64[2]: WRONG in 2 of 2 checked, worst at [1]
                analytic 1.00000000, numeric 1.49321025 ± 1.5e-10, relative error 3.3e-01
                the differences agree with each other; the gradient is wrong
                step              7.8e-04        9.7e-05        1.2e-05        1.5e-06
                difference     1.49321025     1.49321025     1.49321025     1.49321025
              linearity of the pullback, x f64[2]: WRONG in 2 of 4 checked, worst at [1] of a·u + b·v
                at once -1.00000000, term by term -2.30000000, relative error 1.3e+00
                a pullback must be linear in the cotangent, and this one is not
              order 1, all inputs along random directions: WRONG in 1 of 1 checked
                analytic -1.29473620, numeric -1.68995150 ± 1.5e-10, relative error 2.3e-01
                the differences agree with each other; the gradient is wrong
                step              7.8e-04        9.7e-05        1.2e-05        1.5e-06
                difference    -1.68995150    -1.68995150    -1.68995150    -1.68995150
            worst: linearity of the pullback, x f64[2] at [1] of a·u + b·v, relative error 1.3e+00
            op by op: 1 of 1 rules is wrong
              %1: f64[2] = Clipped %0
                linearity of the pullback, input 0 f64[2]: WRONG in 2 of 4 checked, worst at [1] of a·u + b·v
                  at once -1.00000000, term by term -2.30000000, relative error 1.3e+00\
            """);
  }

  @Test
  void aCotangentOfOneDoesNotShowIt() {
    GradientCheck.of((Tensor x) -> new WrongOps.Clipped().on(x).sum()).at(vector(1, 2)).orThrow();
  }

  @Test
  void thePullbackOfZerosIsExactlyZero() {
    GradientReport report = check(x -> new Offset(1e-12).on(x), scalar(1));
    assertThat(report.worst().aspect()).isEqualTo(Aspect.LINEARITY);
    assertThat(report.worst().worst().place()).isEqualTo("[] of zeros");
    assertThat(report.worst().worst().analytic()).isEqualTo(1e-12);
    assertThat(report.worst().wrong()).isEqualTo(1);
  }

  @Test
  void aPullbackThatIsNotFiniteTellsNothing() {
    GradientReport report = check(x -> x.sqrt(), vector(0, 1));
    assertThat(report.inputs().getLast().verdict()).isEqualTo(Verdict.NOISY);
    assertThat(report.inputs().getLast().text())
        .isEqualTo(
            """
              linearity of the pullback, x f64[2]: NOISY in 1 of 4 checked, worst at [0] of zeros
                at once NaN, term by term Infinity, relative error Infinity
                the values are not finite here; move the point to where they are
            """);
    assertThat(check(x -> Sin.of(x), vector(0, 1)).ok()).isTrue();
  }

  @Test
  void whatIsAllRoundingIsNotHeldToBeLinear() {
    check(x -> Softmax.of(x, 0).sum(), vector(.1, 1, 2, 4, .5)).orThrow();
  }
}

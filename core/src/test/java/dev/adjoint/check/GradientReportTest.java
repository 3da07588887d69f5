package dev.adjoint.check;

import static dev.adjoint.graph.Tensor.scalar;
import static dev.adjoint.graph.Tensor.vector;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.adjoint.graph.Tensor;
import dev.adjoint.op.Sin;
import org.junit.jupiter.api.Test;

class GradientReportTest {
  @Test
  void theTextOfAReport() {
    record Line(Tensor slope, Tensor intercept) {}
    String text =
        GradientCheck.of((Line l) ->
                new WrongOps.Wrong(x -> x.times(x).times(x), vector(1, 2))
                    .on(l.slope())
                    .sum()
                    .plus(l.intercept().times(l.intercept())))
            .directions(1)
            .at(new Line(vector(2, -1), scalar(3)))
            .toString();
    assertThat(text)
        .isEqualTo(
            """
            gradient check: WRONG (f64, tolerance 1.0e-06, step 6.1e-06)
              order 1, slope f64[2]: WRONG in 1 of 2 checked, worst at [1]
                analytic 6.00000000, numeric 3.00000000 ± 2.9e-09, relative error 5.0e-01
                the differences agree with each other; the gradient is wrong
                step              3.9e-04        4.8e-05        6.1e-06        7.6e-07
                difference     3.00000015     3.00000000     3.00000000     3.00000000
              order 1, intercept f64[]: OK, 1 checked
                analytic 6.00000000, numeric 6.00000000 ± 9.9e-10, within rounding noise
              order 1, all inputs along random directions: WRONG in 1 of 1 checked
                analytic 4.27168211, numeric 5.18404729 ± 7.6e-10, relative error 1.8e-01
                the differences agree with each other; the gradient is wrong
                step              1.2e-03        1.5e-04        1.8e-05        2.3e-06
                difference     5.18404790     5.18404730     5.18404729     5.18404729
            worst: order 1, slope f64[2] at [1], relative error 5.0e-01
            op by op: 1 of 4 rules is wrong
              %2: f64[2] = Wrong[factor=[1.0, 2.0]] %0
                order 1, input 0 f64[2]: WRONG in 1 of 2 checked, worst at [1]
                  analytic 8.95926152, numeric 4.47963076 ± 3.8e-09, relative error 5.0e-01\
            """);
  }

  @Test
  void differencesOfFifteenLettersStayApart() {
    Tensor x = scalar(-1.23456789e-7);
    String text =
        GradientCheck.of((Tensor t) -> new WrongOps.Wrong(Tensor::squared, scalar(2)).on(t))
            .at(x)
            .toString();
    assertThat(text)
        .contains("difference -2.46913578e-07 -2.46913578e-07 -2.46913578e-07 -2.46913578e-07\n");
  }

  @Test
  void orThrowThrowsTheText() {
    GradientReport report =
        GradientCheck.of((Tensor x) -> new WrongOps.Wrong(Sin::of, scalar(2)).on(x)).at(scalar(1));
    assertThatThrownBy(report::orThrow)
        .isInstanceOf(AssertionError.class)
        .hasMessage(report.toString());
    assertThat(report.ok()).isFalse();
  }
}

package dev.adjoint.check;

import static dev.adjoint.graph.Tensor.constant;
import static dev.adjoint.graph.Tensor.scalar;
import static dev.adjoint.graph.Tensor.vector;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.adjoint.array.DType;
import dev.adjoint.array.NDArray;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Elementwise;
import dev.adjoint.graph.Tensor;
import dev.adjoint.op.Gather;
import dev.adjoint.op.Greater;
import dev.adjoint.op.Relu;
import dev.adjoint.op.Sin;
import dev.adjoint.op.Where;
import java.util.List;
import org.junit.jupiter.api.Test;

class SearchTest {
  /// `x²` whose derivative is wrong above 1.
  record WrongAboveOne() implements Elementwise.Unary {
    @Override
    public double apply(double x) {
      return x * x;
    }

    @Override
    public Tensor derivative(Tensor x, Tensor y) {
      Tensor above = Greater.of(x, Tensor.ones(x.type()));
      return Where.of(above, x.times(3), x.times(2));
    }
  }

  private static final Inputs<Tensor> MATRICES =
      Inputs.sized(n -> Tensor.zeros(TensorType.f64(n, 2)));

  @Test
  void rightGradientsAreRightEverywhere() {
    Search<Tensor> search = GradientCheck.of((Tensor x) -> Sin.of(x)).forAll(MATRICES).orThrow();
    assertThat(search.toString()).isEqualTo("gradient right at 100 random points, NOISY at 0");
  }

  @Test
  void aFailingPointIsMadeSmallAndPlain() {
    Search<Tensor> search =
        GradientCheck.of((Tensor x) -> new WrongAboveOne().on(x)).directions(1).forAll(MATRICES);
    assertThat(search.toString())
        .isEqualTo(
            """
            gradient wrong at random point 3; the smallest like it is
              x f64[1,2] = [[0.0, 2.0]]
            gradient check: WRONG (f64, tolerance 1.0e-06, step 6.1e-06)
              order 1, x f64[1,2]: WRONG in 1 of 2 checked, worst at [0,1]
                analytic 8.95926152, numeric 5.97284101 ± 5.0e-10, relative error 3.3e-01
                the differences agree with each other; the gradient is wrong
                step              7.8e-04        9.7e-05        1.2e-05        1.5e-06
                difference     5.97284101     5.97284101     5.97284101     5.97284101
              order 1, all inputs along random directions: WRONG in 1 of 1 checked
                analytic -3.25143496, numeric -2.16762330 ± 7.5e-10, relative error 3.3e-01
                the differences agree with each other; the gradient is wrong
                step              7.8e-04        9.7e-05        1.2e-05        1.5e-06
                difference    -2.16762330    -2.16762330    -2.16762330    -2.16762330
            worst: order 1, x f64[1,2] at [0,1], relative error 3.3e-01
            op by op: 1 of 1 rules is wrong
              %1: f64[1,2] = WrongAboveOne %0
                order 1, input 0 f64[1,2]: WRONG in 1 of 2 checked, worst at [0,1]
                  analytic 8.95926152, numeric 5.97284101 ± 5.0e-10, relative error 3.3e-01\
            """);
    assertThatThrownBy(search::orThrow)
        .isInstanceOf(AssertionError.class)
        .hasMessage(search.toString());
  }

  @Test
  void aFailureEverywhereShrinksToNothingButZeros() {
    Search<Tensor> search =
        GradientCheck.of((Tensor x) -> new WrongOps.Wrong(Sin::of, scalar(2)).on(x))
            .forAll(Inputs.like(vector(0, 0, 0)));
    assertThat(search.counterexample().orElseThrow().point().value())
        .isEqualTo(NDArray.of(0.0, 0, 0));
  }

  @Test
  void singlePrecisionShrinksToo() {
    Search<Tensor> search =
        GradientCheck.of((Tensor x) -> new WrongAboveOne().on(x))
            .forAll(Inputs.like(vector(0, 0).cast(DType.FLOAT32)));
    assertThat(search.counterexample().orElseThrow().point().value()).isEqualTo(NDArray.of(0f, 2f));
  }

  @Test
  void treesKeepTheirIntegers() {
    record Rows(List<Tensor> x, Tensor numbers) {}
    Search<Rows> search =
        GradientCheck.of((Rows r) ->
                Gather.of(
                    new WrongOps.Wrong(Sin::of, scalar(2)).on(r.x().getFirst()), r.numbers(), 0))
            .forAll(Inputs.like(new Rows(List.of(vector(0, 0, 0)), constant(NDArray.of(2, 0)))));
    assertThat(search.toString())
        .startsWith(
            """
            gradient wrong at random point 1; the smallest like it is
              x[0] f64[3] = [0.0, 0.0, 0.0]
              numbers i32[2] = [2, 0]
            gradient check: WRONG (f64,\
            """);
  }

  @Test
  void noisyPointsAreCounted() {
    Search<Tensor> search =
        GradientCheck.of((Tensor x) -> Relu.of(x))
            .forAll((_, random) -> random.nextInt(4) == 0 ? scalar(0) : scalar(1));
    assertThat(search.tried()).isEqualTo(100);
    assertThat(search.noisy()).isBetween(10, 40);
    assertThat(search.orThrow().toString())
        .isEqualTo(
            "gradient right at %d random points, NOISY at %d"
                .formatted(100 - search.noisy(), search.noisy()));
  }
}

package dev.adjoint.check;

import static dev.adjoint.graph.Tensor.constant;
import static dev.adjoint.graph.Tensor.scalar;
import static dev.adjoint.graph.Tensor.vector;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.array.DType;
import dev.adjoint.array.NDArray;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Composite;
import dev.adjoint.graph.Elementwise;
import dev.adjoint.graph.Tensor;
import dev.adjoint.op.Gather;
import dev.adjoint.op.Greater;
import dev.adjoint.op.LogSoftmax;
import dev.adjoint.op.Sin;
import dev.adjoint.op.Softmax;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BatchedTest {
  /// The square, whose rule for batches is the cube.
  record WrongBatch(int power) implements Composite {
    @Override
    public Tensor expand(List<Tensor> inputs) {
      return inputs.getFirst().pow(power);
    }

    @Override
    public Optional<Composite> batched() {
      return Optional.of(new WrongBatch(power + 1));
    }
  }

  @Test
  void rightBatchesPass() {
    for (DType dtype : List.of(DType.FLOAT64, DType.FLOAT32)) {
      Tensor x = Numbers.smooth().tensor(TensorType.of(dtype, 2, 3), 1);
      GradientReport report =
          GradientCheck.of((Net net) -> List.of(net.on(x), LogSoftmax.of(net.on(x), 0)))
              .with(Aspect.VMAP)
              .at(Net.of(dtype))
              .orThrow();
      assertThat(
              report.inputs().stream()
                  .filter(row -> row.aspect() == Aspect.VMAP)
                  .map(GradientReport.Row::name))
          .containsExactly(
              "output [0] " + dtype + "[3,2,2]",
              "output [1] " + dtype + "[3,2,2]",
              "gradient of layers[0].weight " + dtype + "[3,3,4]",
              "gradient of layers[0].bias " + dtype + "[3,4]",
              "gradient of layers[1].weight " + dtype + "[3,4,2]",
              "gradient of layers[1].bias " + dtype + "[3,2]",
              "gradient of classes i32[3,2]");
    }
  }

  @Test
  void integersAndBooleansAreComparedToo() {
    record Rows(Tensor x, Tensor numbers) {}
    GradientCheck.of((Rows r) ->
            List.of(Gather.of(r.x(), r.numbers(), 0), Greater.of(r.x(), scalar(0)), r.numbers()))
        .with(Aspect.VMAP)
        .at(new Rows(vector(1, -2, 3), constant(NDArray.of(2, 0))))
        .orThrow();
  }

  @Test
  void aWrongBatchIsNamed() {
    GradientReport report =
        GradientCheck.of((Tensor x) -> Sin.of(Tensor.of(new WrongBatch(2), x)))
            .with(Aspect.VMAP)
            .directions(1)
            .at(vector(1, 2));
    assertThat(report.toString())
        .isEqualTo(
            """
            gradient check: WRONG (f64, tolerance 1.0e-06, step 6.1e-06)
              order 1, x f64[2]: OK, 2 checked, worst at [0]
                analytic -1.33135108, numeric -1.33135108 ± 7.6e-10, within rounding noise
              vmap, output f64[3,2]: WRONG in 5 of 6 checked, worst at [0,1]
                batched 0.989358247, alone -0.756802495, relative error 1.7e+00
                an element of a batch must be what the function makes of it alone, and this one is not
              vmap, gradient of x f64[3,2]: WRONG in 5 of 6 checked, worst at [1,1]
                batched -4.70054034, alone -0.0931767971, relative error 1.2e+00
                an element of a batch must be what the function makes of it alone, and this one is not
              order 1, all inputs along random directions: OK, 1 checked
                analytic 0.176269693, numeric 0.176269693 ± 5.0e-10, within rounding noise
            worst: vmap, output f64[3,2] at [0,1], relative error 1.7e+00
            op by op: 1 of 2 rules is wrong
              %1: f64[2] = WrongBatch[power=2] %0
                vmap, output f64[3,2]: WRONG in 5 of 6 checked, worst at [1,1]
                  batched 10.1828340, alone 4.69799385, relative error 1.2e+00\
            """);
  }

  @Test
  void aWrongBatchIsFoundAtZeros() {
    GradientReport report =
        GradientCheck.of((Tensor x) -> Tensor.of(new WrongBatch(1), x))
            .with(Aspect.VMAP)
            .at(vector(0, 0));
    assertThat(report.worst().name()).isEqualTo("output f64[3,2]");
    assertThat(report.verdict()).isEqualTo(Verdict.WRONG);
  }

  @Test
  void roundingAndNaNAreNoDifference() {
    GradientReport report =
        GradientCheck.of((Tensor x) -> List.of(Softmax.of(x, 0).sum(), x.log()))
            .with(Aspect.VMAP)
            .at(vector(-1, 1, 2, 4, .5));
    assertThat(report.inputs().stream().filter(row -> row.aspect() == Aspect.VMAP))
        .extracting(GradientReport.Row::verdict)
        .containsOnly(Verdict.OK);
  }

  @Test
  void anOpWhoseRuleIsBatchedWronglyIsNamed() {
    GradientReport report =
        GradientCheck.of((Tensor x) -> new DerivedByWrongBatch().on(x).sum())
            .with(Aspect.VMAP)
            .at(vector(1, 2));
    assertThat(report.worst().name()).isEqualTo("gradient of x f64[3,2]");
    assertThat(report.localisation().orElseThrow().suspects())
        .extracting(Localisation.Suspect::line)
        .containsExactly("%1: f64[2] = DerivedByWrongBatch %0");
  }

  /// A third of the cube, whose derivative is a square with the wrong rule for batches.
  record DerivedByWrongBatch() implements Elementwise.Unary {
    @Override
    public double apply(double x) {
      return x * x * x / 3;
    }

    @Override
    public Tensor derivative(Tensor x, Tensor y) {
      return Tensor.of(new WrongBatch(2), x);
    }
  }
}

package dev.adjoint.op;

import static dev.adjoint.op.OpContract.formula;
import static dev.adjoint.op.OpContract.near;
import static dev.adjoint.op.OpContract.rejects;
import static dev.adjoint.op.OpContract.run;
import static dev.adjoint.op.OpContract.variable;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.array.DType;
import dev.adjoint.array.NDArray;
import dev.adjoint.array.TensorType;
import dev.adjoint.check.Numbers;
import dev.adjoint.graph.Tensor;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

final class ConvWeightsTest {
  /// A convolution is linear in its weights, so the sum over all `y · conv(x, w)` is that of `w ·
  /// convweights(x, y)`, for every `w`: also for one that is 1 at one place.
  @Property(tries = 60, seed = "75")
  void isTheTransposeOfAConvolution(@ForAll long seed) {
    ConvTest.Case c = ConvTest.Case.of(1 + (int) (seed & 1), seed);
    NDArray x = c.x(DType.FLOAT64);
    NDArray w = c.w(DType.FLOAT64);
    NDArray plain = ConvTest.expected(c, x, w);
    NDArray y = Numbers.smooth().array(plain.type(), seed + 1);
    var op = new ConvWeights(ChannelGroups.spatial(w.type()), c.sliding(), c.groups());
    for (DType dtype : List.of(DType.FLOAT32, DType.FLOAT64)) {
      near(
          run(Tensor.of(op, Tensor.constant(x.cast(dtype)), Tensor.constant(y.cast(dtype)))),
          expected(c, x, w.type(), y).cast(dtype),
          dtype == DType.FLOAT32 ? 1e-5 : 1e-13);
    }
    OpContract.holds(formula((a, b) -> Tensor.of(op, a, b)), x, y);
  }

  /// Each weight alone, as 1 among zeros.
  private static NDArray expected(ConvTest.Case c, NDArray x, TensorType w, NDArray y) {
    double[] result = new double[w.count()];
    for (int k = 0; k < result.length; k++) {
      double[] one = new double[w.count()];
      one[k] = 1;
      NDArray seen = ConvTest.expected(c, x, NDArray.wrap(w, one));
      for (int i = 0; i < y.count(); i++) {
        result[k] += seen.value(i) * y.value(i);
      }
    }
    return NDArray.wrap(w, result);
  }

  @Example
  void sumsOverImagesAndPositions() {
    Tensor x = Tensor.vector(1, 2, 4, 8, 16, 32).reshape(2, 1, 3);
    Tensor y = Tensor.vector(1, 10, 100, 1000).reshape(2, 1, 2);
    assertThat(run(ConvWeights.of(x, y, Sliding.over(1), 1, 2)))
        .isEqualTo(NDArray.of(16821.0, 33642).reshape(1, 1, 2));
  }

  @Example
  void otherTypesAreErrors() {
    Tensor x = variable(TensorType.f32(2, 4, 8));
    rejects(
        () -> ConvWeights.of(x, variable(TensorType.f32(3, 4, 6)), Sliding.over(1), 1, 3),
        "convweights of f32[2,4,8] and f32[3,4,6]: there are 2 images in one and 3 in the other");
    rejects(
        () -> ConvWeights.of(x, variable(TensorType.f32(2, 4, 5)), Sliding.over(1), 1, 3),
        "convweights of f32[2,4,8] and f32[2,4,5]: a kernel of sizes [3] has [6] positions, not [5]");
    rejects(
        () -> ConvWeights.of(x, variable(TensorType.f32(2, 3, 6)), Sliding.over(1), 2, 3),
        "convweights of f32[2,4,8] and f32[2,3,6]: 3 channels do not divide into 2 groups");
    rejects(
        () -> ConvWeights.of(x, variable(TensorType.f32(2, 4, 6)), Sliding.over(1), 1, 9),
        "convweights of f32[2,4,8] and f32[2,4,6]: along spatial axis 0 the window reaches over 9 elements, but there are 8, padding included; pad more or make the window smaller");
  }
}

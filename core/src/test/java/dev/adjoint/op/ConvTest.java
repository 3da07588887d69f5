package dev.adjoint.op;

import static dev.adjoint.op.OpContract.formula;
import static dev.adjoint.op.OpContract.naive;
import static dev.adjoint.op.OpContract.near;
import static dev.adjoint.op.OpContract.rejects;
import static dev.adjoint.op.OpContract.run;
import static dev.adjoint.op.OpContract.variable;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.array.DType;
import dev.adjoint.array.NDArray;
import dev.adjoint.array.Shape;
import dev.adjoint.array.TensorType;
import dev.adjoint.check.Numbers;
import dev.adjoint.compile.Compiler;
import dev.adjoint.graph.Tensor;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

final class ConvTest {
  /// A batch and weights for a convolution over one or two axes.
  record Case(Shape x, Shape w, Sliding sliding, int groups, long seed) {
    static Case of(int axes, long seed) {
      var random = new Random(seed);
      int[] taps = random.ints(axes, 1, 4).toArray();
      int[] dilations = random.ints(axes, 1, 3).toArray();
      int[] before = random.ints(axes, 0, 3).toArray();
      int[] after = random.ints(axes, 0, 3).toArray();
      int[] sizes = new int[axes];
      for (int k = 0; k < axes; k++) {
        int reach = (taps[k] - 1) * dilations[k] + 1;
        sizes[k] = Math.max(1, reach - before[k] - after[k]) + random.nextInt(3);
      }
      var sliding =
          Sliding.over(axes)
              .withStrides(random.ints(axes, 1, 4).toArray())
              .withPads(before, after)
              .withDilations(dilations);
      int groups = 1 + random.nextInt(2);
      int channels = 1 + random.nextInt(2);
      int[] batch = {random.nextInt(8) == 0 ? 0 : 1 + random.nextInt(2), groups * channels};
      int[] outer = {groups * (1 + random.nextInt(2)), channels};
      return new Case(
          Shape.of(ChannelGroups.sizes(batch, sizes)),
          Shape.of(ChannelGroups.sizes(outer, taps)),
          sliding,
          groups,
          seed);
    }

    NDArray x(DType dtype) {
      return Numbers.smooth().array(new TensorType(dtype, x), seed);
    }

    NDArray w(DType dtype) {
      return Numbers.smooth().array(new TensorType(dtype, w), ~seed);
    }
  }

  @Provide
  static Arbitrary<Case> cases() {
    return Arbitraries.longs().map(seed -> Case.of(1 + (int) (seed & 1), seed));
  }

  @Property(tries = 100, seed = "35")
  void elementsAreSumsOverTheWindow(@ForAll("cases") Case c) {
    var op = new Conv(c.sliding(), c.groups());
    for (DType dtype : List.of(DType.FLOAT32, DType.FLOAT64)) {
      NDArray x = c.x(dtype);
      NDArray w = c.w(dtype);
      near(
          run(Tensor.of(op, Tensor.constant(x), Tensor.constant(w))),
          expected(c, x, w),
          dtype == DType.FLOAT32 ? 1e-6 : 1e-14);
    }
    OpContract.holds(
        formula((x, w) -> Tensor.of(op, x, w)), c.x(DType.FLOAT64), c.w(DType.FLOAT64));
  }

  /// The definition, one output element after the other.
  static NDArray expected(Case c, NDArray x, NDArray w) {
    int axes = c.sliding().rank();
    int[] sizes = new int[axes + 2];
    sizes[0] = x.shape().size(0);
    sizes[1] = w.shape().size(0);
    for (int k = 0; k < axes; k++) {
      int padded =
          x.shape().size(k + 2) + c.sliding().befores().get(k) + c.sliding().afters().get(k);
      int reach = (w.shape().size(k + 2) - 1) * c.sliding().dilations().get(k) + 1;
      sizes[k + 2] = (padded - reach) / c.sliding().strides().get(k) + 1;
    }
    return naive(x.dtype(), Shape.of(sizes), at -> element(c, x, w, at));
  }

  private static double element(Case c, NDArray x, NDArray w, int[] at) {
    int each = w.shape().size(1);
    int group = at[1] / (w.shape().size(0) / c.groups());
    double sum = 0;
    for (int[] tap : OpContract.positions(w.shape()).filter(t -> t[0] == at[1]).toList()) {
      int[] from = new int[at.length];
      from[0] = at[0];
      from[1] = group * each + tap[1];
      for (int k = 2; k < at.length; k++) {
        from[k] =
            at[k] * c.sliding().strides().get(k - 2)
                + tap[k] * c.sliding().dilations().get(k - 2)
                - c.sliding().befores().get(k - 2);
      }
      boolean inside =
          IntStream.range(2, at.length).allMatch(k -> from[k] >= 0 && from[k] < x.shape().size(k));
      sum += inside ? w.at(tap) * x.at(from) : 0;
    }
    return sum;
  }

  @Example
  void threeAxesWorkAsWell() {
    Case c = Case.of(3, 4);
    NDArray x = c.x(DType.FLOAT64);
    NDArray w = c.w(DType.FLOAT64);
    Tensor y = Conv.of(Tensor.constant(x), Tensor.constant(w), c.sliding(), c.groups());
    near(run(y), expected(c, x, w), 1e-14);
  }

  @Example
  void theKernelIsNotFlipped() {
    Tensor x = Tensor.vector(1, 2, 4, 8).reshape(1, 1, 4);
    Tensor w = Tensor.vector(1, 10).reshape(1, 1, 2);
    assertThat(run(Conv.of(x, w))).isEqualTo(NDArray.of(21.0, 42, 84).reshape(1, 1, 3));
    assertThat(run(Conv.of(x, w, Sliding.over(1).withStrides(2).withPads(1))))
        .isEqualTo(NDArray.of(10.0, 42, 8).reshape(1, 1, 3));
  }

  /// Nothing is written out beside the result.
  @Example
  void isOneStep() {
    var program =
        Compiler.compile(
            OpContract.graph(
                formula(Conv::of),
                List.of(TensorType.f32(5, 3, 8, 8), TensorType.f32(4, 3, 3, 3))));
    assertThat(program.size()).isEqualTo(1);
    assertThat(program.arenaBytes()).isZero();
  }

  @Example
  void otherTypesAreErrors() {
    Tensor x = variable(TensorType.f32(1, 4, 8));
    rejects(
        () -> Conv.of(x, variable(TensorType.f64(2, 4, 3))),
        "conv of f32[1,4,8] and f64[2,4,3]: dtypes differ; convert one with Cast.of(x, dtype)");
    rejects(
        () -> Conv.of(variable(TensorType.i32(1, 4, 8)), variable(TensorType.i32(2, 4, 3))),
        "conv of i32[1,4,8] and i32[2,4,3]: wants f32 or f64; convert with Cast.of(x, dtype)");
    rejects(
        () -> Conv.of(x, variable(TensorType.f32(4, 3))),
        "conv of f32[1,4,8] and f32[4,3]: wants a batch [N,C,spatial…] and weights of the same rank, 3 or more");
    rejects(
        () -> Conv.of(variable(TensorType.f32(4, 8)), variable(TensorType.f32(4, 3))),
        "conv of f32[4,8] and f32[4,3]: wants a batch [N,C,spatial…] and weights of the same rank, 3 or more");
    rejects(
        () -> Conv.of(x, variable(TensorType.f32(2, 4, 3)), Sliding.over(2)),
        "conv of f32[1,4,8] and f32[2,4,3]: the window slides over 2 spatial axes, but there are 1");
    rejects(
        () -> Conv.of(x, variable(TensorType.f32(2, 4, 0))),
        "conv of f32[1,4,8] and f32[2,4,0]: a spatial axis of the weights is empty");
    rejects(
        () -> Conv.of(x, variable(TensorType.f32(2, 3, 3))),
        "conv of f32[1,4,8] and f32[2,3,3]: the weights are for 3 channels, but each of 1 groups has 4; weights are [M,C/groups,kernel…]");
    rejects(
        () -> Conv.of(x, variable(TensorType.f32(6, 1, 3)), Sliding.over(1), 3),
        "conv of f32[1,4,8] and f32[6,1,3]: 4 channels do not divide into 3 groups");
    rejects(
        () -> Conv.of(x, variable(TensorType.f32(3, 2, 3)), Sliding.over(1), 2),
        "conv of f32[1,4,8] and f32[3,2,3]: 3 channels do not divide into 2 groups");
    rejects(
        () -> Conv.of(x, variable(TensorType.f32(2, 4, 3)), Sliding.over(1).withDilations(4)),
        "conv of f32[1,4,8] and f32[2,4,3]: along spatial axis 0 the window reaches over 9 elements, but there are 8, padding included; pad more or make the window smaller");
  }

  @Example
  void otherAttributesAreErrors() {
    rejects(
        () -> Sliding.over(2).withStrides(1, 0),
        "sliding over 2 axes: a stride of [1, 0] is below 1");
    rejects(() -> Sliding.over(1).withPads(-1), "sliding over 1 axes: a pad of [-1] is below 0");
    rejects(
        () -> Sliding.over(1).withDilations(1, 1),
        "sliding over 1 axes: wants as many dilations, but got [1, 1]");
  }
}

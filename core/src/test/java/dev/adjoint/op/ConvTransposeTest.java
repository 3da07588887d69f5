package dev.adjoint.op;

import static dev.adjoint.op.OpContract.formula;
import static dev.adjoint.op.OpContract.near;
import static dev.adjoint.op.OpContract.rejects;
import static dev.adjoint.op.OpContract.run;
import static dev.adjoint.op.OpContract.variable;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.array.Buffer;
import dev.adjoint.array.DType;
import dev.adjoint.array.NDArray;
import dev.adjoint.array.Shape;
import dev.adjoint.array.TensorType;
import dev.adjoint.autodiff.ReverseMode;
import dev.adjoint.check.Numbers;
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

final class ConvTransposeTest {
  /// A batch and weights for a transposed convolution that leaves at least one element.
  record Case(Shape x, Shape w, Shape y, ConvTranspose op, long seed) {
    static Case of(long seed) {
      var random = new Random(seed);
      int axes = 1 + (int) (seed & 1);
      int[] taps = random.ints(axes, 1, 4).toArray();
      int[] strides = random.ints(axes, 1, 4).toArray();
      int[] dilations = random.ints(axes, 1, 3).toArray();
      int[] sizes = random.ints(axes, 1, 4).toArray();
      int[] before = new int[axes];
      int[] after = new int[axes];
      int[] left = new int[axes];
      List<Integer> extras =
          IntStream.range(0, axes)
              .map(k -> random.nextInt(Math.max(strides[k], dilations[k])))
              .boxed()
              .toList();
      for (int k = 0; k < axes; k++) {
        int full = (sizes[k] - 1) * strides[k] + (taps[k] - 1) * dilations[k] + 1 + extras.get(k);
        before[k] = random.nextInt(Math.min(3, full));
        after[k] = random.nextInt(Math.min(3, full - before[k]));
        left[k] = full - before[k] - after[k];
      }
      var sliding =
          Sliding.over(axes).withStrides(strides).withPads(before, after).withDilations(dilations);
      int groups = 1 + random.nextInt(2);
      int channels = groups * (1 + random.nextInt(2));
      int[] each = {1 + random.nextInt(2)};
      int[] batch = {1 + random.nextInt(2)};
      return new Case(
          Shape.of(ChannelGroups.sizes(batch, new int[] {channels}, sizes)),
          Shape.of(ChannelGroups.sizes(new int[] {channels}, each, taps)),
          Shape.of(ChannelGroups.sizes(batch, new int[] {groups * each[0]}, left)),
          new ConvTranspose(sliding, extras, groups),
          seed);
    }
  }

  @Provide
  Arbitrary<Case> cases() {
    return Arbitraries.longs().map(Case::of);
  }

  @Property(tries = 100, seed = "36")
  void everyElementAddsAKernel(@ForAll("cases") Case c) {
    for (DType dtype : List.of(DType.FLOAT32, DType.FLOAT64)) {
      NDArray x = Numbers.smooth().array(new TensorType(dtype, c.x()), c.seed());
      NDArray w = Numbers.smooth().array(new TensorType(dtype, c.w()), ~c.seed());
      near(
          run(Tensor.of(c.op(), Tensor.constant(x), Tensor.constant(w))),
          expected(c, x, w),
          dtype == DType.FLOAT32 ? 1e-6 : 1e-14);
    }
    OpContract.holds(
        formula((x, w) -> Tensor.of(c.op(), x, w)),
        Numbers.smooth().array(new TensorType(DType.FLOAT64, c.x()), c.seed()),
        Numbers.smooth().array(new TensorType(DType.FLOAT64, c.w()), ~c.seed()));
  }

  /// The definition, one element of `x` after the other.
  private static NDArray expected(Case c, NDArray x, NDArray w) {
    Buffer y = Buffer.allocate(new TensorType(DType.FLOAT64, c.y()));
    int each = c.w().size(1);
    int inputs = c.x().size(1) / c.op().groups();
    int[] strides = c.y().strides();
    for (int[] from : OpContract.positions(c.x()).toList()) {
      for (int[] tap : OpContract.positions(c.w()).filter(t -> t[0] == from[1]).toList()) {
        int place = from[0] * strides[0] + (from[1] / inputs * each + tap[1]) * strides[1];
        boolean inside = true;
        for (int k = 2; k < from.length; k++) {
          Sliding s = c.op().sliding();
          int at =
              from[k] * s.strides().get(k - 2)
                  + tap[k] * s.dilations().get(k - 2)
                  - s.befores().get(k - 2);
          inside &= at >= 0 && at < c.y().size(k);
          place += at * strides[k];
        }
        if (inside) {
          y.set(place, y.value(place) + x.at(from) * w.at(tap));
        }
      }
    }
    return y.toNDArray().cast(x.dtype());
  }

  /// It is the pullback of a convolution whose input had the output's size.
  @Property(tries = 50, seed = "37")
  void isTheTransposeOfAConvolution(@ForAll long seed) {
    ConvTest.Case c = ConvTest.Case.of(1 + (int) (seed & 1), seed);
    Tensor x = variable(new TensorType(DType.FLOAT64, c.x()));
    Tensor w = Tensor.constant(c.w(DType.FLOAT64));
    Tensor y = Conv.of(x, w, c.sliding(), c.groups());
    Tensor yBar = Numbers.smooth().tensor(y.type(), seed);
    Tensor xBar = ReverseMode.pullback(List.of(y), List.of(yBar), List.of(x)).getFirst();
    Tensor transposed = ConvTranspose.of(yBar, w, c.sliding(), extras(c, y.shape()), c.groups());
    near(run(transposed), run(xBar), 1e-14);
  }

  /// What the convolution's last window left over.
  private static int[] extras(ConvTest.Case c, Shape y) {
    return IntStream.range(0, c.sliding().rank())
        .map(k -> {
          int padded = c.sliding().padded(c.x()).size(k);
          int reach = (c.w().size(k + 2) - 1) * c.sliding().dilations().get(k) + 1;
          return padded - reach - (y.size(k + 2) - 1) * c.sliding().strides().get(k);
        })
        .toArray();
  }

  @Example
  void paddingIsCutOffAndExtrasAreAdded() {
    Tensor x = Tensor.vector(1, 2).reshape(1, 1, 2);
    Tensor w = Tensor.vector(1, 10, 100).reshape(1, 1, 3);
    assertThat(run(ConvTranspose.of(x, w)))
        .isEqualTo(NDArray.of(1.0, 12, 120, 200).reshape(1, 1, 4));
    Sliding sliding = Sliding.over(1).withStrides(2).withPads(1);
    assertThat(run(ConvTranspose.of(x, w, sliding)))
        .isEqualTo(NDArray.of(10.0, 102, 20).reshape(1, 1, 3));
    assertThat(run(ConvTranspose.of(x, w, sliding, new int[] {1}, 1)))
        .isEqualTo(NDArray.of(10.0, 102, 20, 200).reshape(1, 1, 4));
  }

  @Example
  void otherTypesAreErrors() {
    Tensor x = variable(TensorType.f32(1, 4, 2));
    Tensor w = variable(TensorType.f32(4, 3, 3));
    rejects(
        () -> ConvTranspose.of(x, variable(TensorType.f32(2, 4, 3))),
        "convtranspose of f32[1,4,2] and f32[2,4,3]: the weights are for 2 channels, but there are 4");
    rejects(
        () -> ConvTranspose.of(variable(TensorType.f32(1, 4, 0)), w),
        "convtranspose of f32[1,4,0] and f32[4,3,3]: a spatial axis of the batch is empty");
    rejects(
        () -> ConvTranspose.of(x, variable(TensorType.f64(4, 3, 3))),
        "convtranspose of f32[1,4,2] and f64[4,3,3]: dtypes differ; convert one with Cast.of(x, dtype)");
    rejects(
        () -> ConvTranspose.of(x, w, Sliding.over(1), new int[] {0}, 3),
        "convtranspose of f32[1,4,2] and f32[4,3,3]: 4 channels do not divide into 3 groups");
    rejects(
        () -> ConvTranspose.of(x, w, Sliding.over(1).withStrides(2), new int[] {2}, 1),
        "convtranspose of f32[1,4,2] and f32[4,3,3]: extra sizes [2] must be one for each spatial axis, from 0 to below its stride or dilation");
    rejects(
        () -> ConvTranspose.of(x, w, Sliding.over(1).withPads(3)),
        "convtranspose of f32[1,4,2] and f32[4,3,3]: along spatial axis 0 there are 4 elements, fewer than the padding of 6 that is cut off");
  }
}

package dev.adjoint.nn.onnx;

import ai.onnxruntime.OrtException;
import dev.adjoint.Adjoint;
import dev.adjoint.Step;
import dev.adjoint.array.NDArray;
import dev.adjoint.array.Shape;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Tensor;
import dev.adjoint.op.Abs;
import dev.adjoint.op.AddAlongAxis;
import dev.adjoint.op.AvgPool;
import dev.adjoint.op.Conv;
import dev.adjoint.op.ConvTranspose;
import dev.adjoint.op.CumSum;
import dev.adjoint.op.Einsum;
import dev.adjoint.op.Flip;
import dev.adjoint.op.Gather;
import dev.adjoint.op.Greater;
import dev.adjoint.op.LogSumExp;
import dev.adjoint.op.Max;
import dev.adjoint.op.MaxPool;
import dev.adjoint.op.Maximum;
import dev.adjoint.op.Mean;
import dev.adjoint.op.Pad;
import dev.adjoint.op.ScatterAdd;
import dev.adjoint.op.Sigmoid;
import dev.adjoint.op.Sliding;
import dev.adjoint.op.Softmax;
import dev.adjoint.op.Sort;
import dev.adjoint.op.Sum;
import dev.adjoint.op.TakeAlongAxis;
import dev.adjoint.op.Tanh;
import dev.adjoint.op.Var;
import dev.adjoint.op.Where;
import dev.adjoint.random.Key;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/// Random formulas of each family of ops, and their gradients, in ONNX Runtime.
final class FamiliesTest {
  private static final List<UnaryOperator<Tensor>> CURVES =
      List.of(Tanh::of, Sigmoid::of, Tensor::negate, x -> x.times(1.5).plus(0.1), Abs::of);

  private static final List<BinaryOperator<Tensor>> PAIRS =
      List.of(
          Tensor::plus,
          Tensor::minus,
          Tensor::times,
          Maximum::of,
          (a, b) -> a.div(b.abs().plus(1)),
          (a, b) -> Where.of(Greater.of(a, b), a, b));

  private static <T> T one(Random random, List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  private static int[] sizes(Random random, int rank) {
    return random.ints(rank, 1, 5).toArray();
  }

  private static NDArray numbers(Random random, int... sizes) {
    return Key.of(random.nextLong()).normal(TensorType.f32(sizes));
  }

  /// The function, and the gradient of a sum of its squares by all inputs.
  private static void agrees(Function<List<Tensor>, Tensor> f, NDArray... inputs)
      throws OrtException {
    OnnxRuntime.agrees(f, inputs);
    OnnxRuntime.agrees(Adjoint.grad((List<Tensor> xs) -> f.apply(xs).squared().sum()), inputs);
  }

  @Property(tries = 30, seed = "1")
  void elementwiseOpsBroadcast(@ForAll long seed) throws OrtException {
    var random = new Random(seed);
    int[] full = sizes(random, 1 + random.nextInt(3));
    int[] less = IntStream.of(full).skip(random.nextInt(2)).toArray();
    for (int k = 0; k < less.length; k++) {
      less[k] = random.nextBoolean() ? 1 : less[k];
    }
    BinaryOperator<Tensor> first = one(random, PAIRS);
    BinaryOperator<Tensor> second = one(random, PAIRS);
    UnaryOperator<Tensor> curve = one(random, CURVES);
    agrees(
        xs -> second.apply(curve.apply(first.apply(xs.get(0), xs.get(1))), xs.get(1)),
        numbers(random, full),
        numbers(random, less));
  }

  @Property(tries = 30, seed = "2")
  void reductionsFoldAnyAxes(@ForAll long seed) throws OrtException {
    var random = new Random(seed);
    int[] shape = sizes(random, 1 + random.nextInt(3));
    int[] axes = IntStream.range(0, shape.length).filter(_ -> random.nextBoolean()).toArray();
    List<UnaryOperator<Tensor>> folds =
        List.of(
            x -> Sum.of(x, axes),
            x -> Sum.keepDims(x, axes),
            x -> Mean.keepDims(x, axes),
            x -> Max.of(x, axes),
            x -> Var.of(x, axes),
            x -> LogSumExp.of(x, shape.length - 1),
            x -> Softmax.of(x, 0));
    UnaryOperator<Tensor> fold = one(random, folds);
    agrees(xs -> fold.apply(xs.getFirst()), numbers(random, shape));
  }

  private static Tensor arranged(Random random, Tensor x) {
    int[] sizes = x.shape().toArray();
    int axis = random.nextInt(sizes.length);
    int from = random.nextInt(sizes[axis]);
    List<Integer> order = new ArrayList<>(IntStream.range(0, sizes.length).boxed().toList());
    Collections.shuffle(order, random);
    return switch (random.nextInt(6)) {
      case 0 -> x.transpose(order.stream().mapToInt(k -> k).toArray());
      case 1 -> x.reshape(x.type().count());
      case 2 -> x.slice(axis, from, sizes[axis]);
      case 3 -> Flip.of(x, axis);
      case 4 -> x.broadcastTo(x.shape().prepend(2));
      default ->
          Pad.of(
              x,
              random.ints(sizes.length, 0, 3).toArray(),
              random.ints(sizes.length, 0, 2).toArray(),
              random.ints(sizes.length, 0, 2).toArray());
    };
  }

  @Property(tries = 30, seed = "3")
  void viewsFollowEachOther(@ForAll long seed) throws OrtException {
    NDArray x = numbers(new Random(seed), sizes(new Random(seed), 3));
    agrees(
        xs -> {
          var random = new Random(seed);
          Tensor y = xs.getFirst();
          for (int k = 0; k < 4; k++) {
            y = arranged(random, y);
          }
          return y;
        },
        x);
  }

  @Property(tries = 30, seed = "4")
  void rowsArePickedPutAndSorted(@ForAll long seed) throws OrtException {
    var random = new Random(seed);
    int[] shape = sizes(random, 3);
    int axis = random.nextInt(3);
    int[] two = shape.clone();
    two[axis] = 2;
    int size = shape[axis];
    NDArray places =
        NDArray.of(random.ints(Shape.of(two).count(), -size, size).toArray()).reshape(two);
    NDArray rows = NDArray.of(random.ints(4, -size, size).toArray()).reshape(2, 2);
    List<BiFunction<Tensor, Tensor, Tensor>> alongs =
        List.of(
            (x, i) -> TakeAlongAxis.of(x, i, axis),
            (x, i) -> AddAlongAxis.of(x, i, TakeAlongAxis.of(x, i, axis).times(2), axis),
            (x, _) -> CumSum.of(x, axis, size > 2, true),
            (x, _) -> Sort.of(x, axis, true));
    BiFunction<Tensor, Tensor, Tensor> along = alongs.get((int) Math.floorMod(seed, 4L));
    NDArray x = numbers(random, shape);
    Tensor i = Tensor.constant(places);
    agrees(xs -> along.apply(xs.getFirst(), i), x);
    Tensor r = Tensor.constant(rows);
    agrees(xs -> Gather.of(xs.getFirst(), r, axis), x);
    agrees(
        xs -> ScatterAdd.of(xs.getFirst(), r, Gather.of(Tanh.of(xs.getFirst()), r, axis), axis), x);
  }

  private static Sliding sliding(Random random, int most) {
    return new Sliding(
        random.ints(2, 1, 4).boxed().toList(),
        random.ints(2, 0, most).boxed().toList(),
        random.ints(2, 0, most).boxed().toList(),
        random.ints(2, 1, 3).boxed().toList());
  }

  @Property(tries = 30, seed = "5")
  void convolutionsSlideAnyhow(@ForAll long seed) throws OrtException {
    var random = new Random(seed);
    int groups = 1 + random.nextInt(2);
    Sliding sliding = sliding(random, 4);
    NDArray x = numbers(random, 2, 4, 6 + random.nextInt(4), 7);
    NDArray w = numbers(random, 2 * groups, 4 / groups, 1 + random.nextInt(3), 2);
    agrees(xs -> Conv.of(xs.get(0), xs.get(1), sliding, groups).times(0.1), x, w);
    NDArray v = numbers(random, 4, 3, 3, 2);
    Sliding wide = sliding(random, 1);
    agrees(xs -> ConvTranspose.of(xs.get(0), xs.get(1), wide, new int[2], groups).times(0.1), x, v);
  }

  @Property(tries = 30, seed = "6")
  void poolsSlideAnyhow(@ForAll long seed) throws OrtException {
    var random = new Random(seed);
    Sliding sliding = sliding(random, 2);
    NDArray x = numbers(random, 2, 3, 7 + random.nextInt(3), 8);
    agrees(xs -> MaxPool.of(xs.getFirst(), sliding, 3, 2), x);
    agrees(xs -> AvgPool.of(xs.getFirst(), sliding, 2, 3), x);
    agrees(xs -> AvgPool.withPads(xs.getFirst(), sliding, 2, 3), x);
  }

  @Property(tries = 30, seed = "7")
  void productsOfMatricesBroadcast(@ForAll long seed) throws OrtException {
    var random = new Random(seed);
    int[] s = sizes(random, 4);
    NDArray a = numbers(random, s[0], s[1], s[2]);
    NDArray b = numbers(random, s[2], s[3]);
    agrees(xs -> xs.get(0).matmul(xs.get(1)), a, b);
    agrees(xs -> xs.get(0).transpose(0, 2, 1).matmul(xs.get(0)), a);
    agrees(xs -> Einsum.of("bij,jk->kb", xs.get(0), xs.get(1)), a, b);
  }

  @Property(tries = 20, seed = "8")
  void loopsRun(@ForAll long seed) throws OrtException {
    var random = new Random(seed);
    int steps = 1 + random.nextInt(5);
    NDArray w = numbers(random, 3, 3);
    NDArray sequence = numbers(random, steps, 2, 3);
    agrees(
        xs ->
            Adjoint.scan(
                    (Tensor h, Tensor x) -> {
                      Tensor next = Tanh.of(h.matmul(xs.get(0)).plus(x));
                      return new Step<>(next, next.times(h));
                    },
                    Tensor.ones(TensorType.f32(2, 3)),
                    xs.get(1))
                .outputs(),
        w,
        sequence);
    agrees(xs -> Adjoint.iterate(steps, h -> Tanh.of(h.matmul(xs.get(0))), xs.get(0)), w);
    agrees(
        xs ->
            Adjoint.whileLoop(
                9,
                (Tensor h) -> Greater.of(h.squared().sum(), Tensor.ones(TensorType.f32())),
                h -> h.times(Sigmoid.of(xs.get(0))),
                xs.get(0)),
        w);
    agrees(
        xs ->
            Adjoint.cond(
                Greater.of(xs.get(0).sum(), Tensor.zeros(TensorType.f32())),
                (Tensor x) -> Tanh.of(x),
                (Tensor x) -> x.times(3),
                xs.get(0)),
        w);
  }
}

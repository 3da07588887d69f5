package dev.adjoint;

import static dev.adjoint.graph.Tensor.constant;
import static dev.adjoint.graph.Tensor.zeros;

import dev.adjoint.array.DType;
import dev.adjoint.array.NDArray;
import dev.adjoint.array.Shape;
import dev.adjoint.array.TensorType;
import dev.adjoint.check.Numbers;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Tensor;
import dev.adjoint.op.ArgMax;
import dev.adjoint.op.BroadcastTo;
import dev.adjoint.op.Concat;
import dev.adjoint.op.Cos;
import dev.adjoint.op.Gather;
import dev.adjoint.op.Greater;
import dev.adjoint.op.LessEqual;
import dev.adjoint.op.LogSoftmax;
import dev.adjoint.op.LogSumExp;
import dev.adjoint.op.Maximum;
import dev.adjoint.op.Mean;
import dev.adjoint.op.Minimum;
import dev.adjoint.op.OneHot;
import dev.adjoint.op.Pad;
import dev.adjoint.op.Relu;
import dev.adjoint.op.ScatterAdd;
import dev.adjoint.op.Sigmoid;
import dev.adjoint.op.Sign;
import dev.adjoint.op.Sin;
import dev.adjoint.op.Slice;
import dev.adjoint.op.Softmax;
import dev.adjoint.op.Stack;
import dev.adjoint.op.Sum;
import dev.adjoint.op.Tanh;
import dev.adjoint.op.Where;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;

/// A random well-typed function of up to [#NODES] nodes over all kinds of ops. It is made of
/// choices, one for each step, so that it shrinks to fewer steps.
///
/// Every step keeps its values within about ±2, so that chains of any depth stay well-conditioned.
/// Comparisons, signs and positions of maxima look at exact values alone (inputs and rearrangements
/// of them), so that a rounding error never turns them over.
///
/// @param dtype f32 or f64
/// @param choices a seed for each step
record RandomGraph(DType dtype, List<Integer> choices) {
  /// The most nodes, inputs included.
  static final int NODES = 50;

  private static final int LARGEST_COUNT = 36;

  static Arbitrary<RandomGraph> of(DType... dtypes) {
    Arbitrary<List<Integer>> choices =
        Arbitraries.integers()
            .list()
            .ofMinSize(1)
            .ofMaxSize(30)
            .withSizeDistribution(RandomDistribution.uniform());
    return Combinators.combine(Arbitraries.of(dtypes), choices).as(RandomGraph::new);
  }

  /// Numbers for its inputs: two to four tensors of its dtype, and one of row numbers.
  List<Tensor> point() {
    var random = new Random(choices.getFirst());
    var inputs = new ArrayList<Tensor>();
    int count = 2 + random.nextInt(3);
    for (int i = 0; i < count; i++) {
      int[] sizes = random.ints(random.nextInt(4), 1, 4).toArray();
      inputs.add(Numbers.smooth().tensor(TensorType.of(dtype, sizes), random.nextInt()));
    }
    inputs.add(constant(NDArray.of(0, -1, 0)));
    return inputs;
  }

  /// The function: up to three of the last tensors that the steps make, and integers and booleans
  /// from time to time.
  List<Tensor> apply(List<Tensor> inputs) {
    var steps = new Steps(inputs);
    for (int choice : choices) {
      steps.step(new Random(choice));
    }
    return steps.outputs();
  }

  Graph trace() {
    return Adjoint.trace(this::apply, point());
  }

  /// The tensors made so far, and which of them are exact.
  private static final class Steps {
    private final List<Tensor> pool = new ArrayList<>();
    private final List<Tensor> exact = new ArrayList<>();
    private final List<Tensor> discrete = new ArrayList<>();
    private final Tensor indices;

    Steps(List<Tensor> inputs) {
      pool.addAll(inputs.subList(0, inputs.size() - 1));
      exact.addAll(pool);
      indices = inputs.getLast();
    }

    List<Tensor> outputs() {
      for (int last = pool.size(); ; last--) {
        var outputs = new ArrayList<>(pool.subList(Math.max(0, last - 3), last));
        if (last == pool.size()) {
          outputs.addAll(discrete.subList(Math.max(0, discrete.size() - 2), discrete.size()));
        }
        if (Graph.of(List.of(), outputs).nodes().size() <= NODES) {
          return outputs;
        }
      }
    }

    void step(Random random) {
      switch (random.nextInt(8)) {
        case 0, 1 -> add(unary(random, any(random)));
        case 2, 3 -> add(binary(random));
        case 4 -> add(reduced(random, any(random)));
        case 5 -> addExact(random);
        case 6 -> add(routine(random));
        default -> add(chosen(random));
      }
    }

    private void add(Tensor x) {
      if (x.shape().count() <= LARGEST_COUNT && x.shape().rank() <= 4) {
        pool.add(x);
      }
    }

    /// Half of the time one of the last three, so that graphs grow deep as well as wide.
    private Tensor any(Random random) {
      int from = random.nextBoolean() ? Math.max(0, pool.size() - 3) : 0;
      return pick(pool.subList(from, pool.size()), random);
    }

    private static <T> T pick(List<T> list, Random random) {
      return list.get(random.nextInt(list.size()));
    }

    private static final List<UnaryOperator<Tensor>> UNARY =
        List.of(
            Sin::of,
            Cos::of,
            Tanh::of,
            Sigmoid::of,
            Relu::of,
            Tensor::abs,
            Tensor::negate,
            x -> x.squared().times(.5),
            x -> Tanh.of(x).exp().times(.5),
            x -> x.squared().plus(1).log(),
            x -> x.squared().plus(1).sqrt().minus(1),
            x -> x.pow(3).times(.25),
            x -> x.squared().plus(1).pow(-1.5),
            x -> x.times(x).minus(x).times(.3));

    private static Tensor unary(Random random, Tensor x) {
      return pick(UNARY, random).apply(x);
    }

    private static final List<BiFunction<Tensor, Tensor, Tensor>> BINARY =
        List.of(
            (a, b) -> a.plus(b).times(.5),
            (a, b) -> a.minus(b).times(.5),
            (a, b) -> a.times(b).times(.5),
            (a, b) -> a.div(b.squared().plus(1.5)),
            Maximum::of,
            Minimum::of,
            (a, b) -> a.squared().plus(1).pow(b).times(.05),
            (a, b) -> Sin.of(a.times(b)));

    /// Two operands whose shapes broadcast; the same one twice if none other is found.
    private Tensor binary(Random random) {
      Tensor a = any(random);
      List<Tensor> fit = pool.stream().filter(b -> broadcast(a.shape(), b.shape())).toList();
      return pick(BINARY, random).apply(a, pick(fit, random));
    }

    private static boolean broadcast(Shape a, Shape b) {
      return IntStream.rangeClosed(1, Math.min(a.rank(), b.rank()))
          .allMatch(k -> a.size(-k) == b.size(-k) || a.size(-k) == 1 || b.size(-k) == 1);
    }

    private static Tensor reduced(Random random, Tensor x) {
      int[] axes = IntStream.range(0, x.shape().rank()).filter(_ -> random.nextBoolean()).toArray();
      return switch (random.nextInt(6)) {
        case 0 -> x.mean(axes);
        case 1 -> Mean.keepDims(x, axes);
        case 2 -> x.max(axes);
        case 3 -> x.min(axes);
        case 4 -> x.sum(axes).div(x.shape().count());
        default -> Tanh.of(Sum.keepDims(x.squared(), axes));
      };
    }

    /// Rearranged or picked elements of an exact tensor are exact.
    private void addExact(Random random) {
      boolean fromExact = random.nextBoolean();
      Tensor y = view(random, pick(fromExact ? exact : pool, random));
      add(y);
      if (fromExact && pool.getLast() == y) {
        exact.add(y);
      }
    }

    private static Tensor view(Random random, Tensor x) {
      int rank = x.shape().rank();
      if (rank == 0) {
        return BroadcastTo.of(x, Shape.of(1 + random.nextInt(3)));
      }
      int axis = random.nextInt(rank);
      int size = x.shape().size(axis);
      int from = random.nextInt(size);
      return switch (random.nextInt(7)) {
        case 0 -> x.transpose();
        case 1 -> x.reshape(-1);
        case 2 -> x.reshape(x.shape().count(), 1);
        case 3 -> x.slice(axis, from, from + 1 + random.nextInt(size - from));
        case 4 -> Slice.flip(x, axis);
        case 5 -> Slice.of(x, axis, 0, size, 2);
        default -> x.broadcastTo(Shape.of(prepend(2, x.shape().toArray())));
      };
    }

    private static int[] prepend(int size, int[] sizes) {
      return IntStream.concat(IntStream.of(size), IntStream.of(sizes)).toArray();
    }

    private Tensor routine(Random random) {
      Tensor x = any(random);
      Tensor rows = x.shape().rank() == 0 ? x.reshape(1) : x;
      int axis = random.nextInt(rows.shape().rank());
      return switch (random.nextInt(9)) {
        case 0 -> product(rows, rows.transpose(), random);
        case 1 -> product(rows, any(random), random);
        case 2 -> Gather.of(rows, indices, axis);
        case 3 -> Concat.of(axis, rows, Sin.of(rows));
        case 4 -> Stack.of(axis, rows, rows.negate());
        case 5 -> Softmax.of(rows, axis);
        case 6 -> LogSoftmax.of(rows, axis).times(.3);
        case 7 -> LogSumExp.of(rows, axis).times(.5);
        default -> padded(rows);
      };
    }

    private static Tensor padded(Tensor x) {
      int[] ones = IntStream.generate(() -> 1).limit(x.shape().rank()).toArray();
      return Pad.of(x, ones, new int[ones.length]);
    }

    /// A matrix product, scaled; of tensors that do not fit, `a · aᵀ` of the left one as a column.
    private static Tensor product(Tensor a, Tensor b, Random random) {
      boolean fit =
          b.shape().rank() > 0
              && a.shape().size(-1) == b.shape().size(b.shape().rank() == 1 ? 0 : -2)
              && (a.shape().rank() < 3 || b.shape().rank() < 3);
      Tensor column = a.reshape(-1, 1);
      Tensor y =
          fit
              ? a.matmul(b)
              : random.nextBoolean()
                  ? column.transpose().matmul(column)
                  : column.matmul(column.transpose());
      return y.times(.5 / (fit ? a.shape().size(-1) : a.shape().count()));
    }

    /// What depends on comparisons, signs and positions, all of exact values.
    private Tensor chosen(Random random) {
      Tensor a = pick(exact, random);
      Tensor b = pick(exact.stream().filter(c -> broadcast(a.shape(), c.shape())).toList(), random);
      Tensor condition = random.nextBoolean() ? Greater.of(a, b) : LessEqual.of(a, b);
      discrete.add(condition);
      return switch (random.nextInt(4)) {
        case 0 -> Where.of(condition, Sin.of(a), b.times(.5));
        case 1 -> condition.cast(a.dtype()).times(Cos.of(a));
        case 2 -> Sign.of(a).times(any(random).mean());
        default -> position(a);
      };
    }

    private Tensor position(Tensor a) {
      Tensor rows = a.reshape(-1);
      Tensor position = ArgMax.of(rows, 0);
      discrete.add(position);
      Tensor hot = OneHot.of(position, rows.shape().count(), a.dtype());
      Tensor scattered =
          ScatterAdd.of(zeros(rows.type()), indices.slice(0, 0, 1), rows.slice(0, 0, 1), 0);
      return hot.times(Tanh.of(rows)).plus(scattered).times(.5);
    }
  }
}

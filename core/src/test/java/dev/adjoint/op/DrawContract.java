package dev.adjoint.op;

import static dev.adjoint.op.OpContract.formula;
import static dev.adjoint.op.OpContract.rejects;
import static dev.adjoint.op.OpContract.run;
import static dev.adjoint.op.OpContract.variable;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.array.NDArray;
import dev.adjoint.array.Shape;
import dev.adjoint.array.TensorType;
import dev.adjoint.compile.Compiler;
import dev.adjoint.graph.Batch;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Routine;
import dev.adjoint.graph.Tensor;
import dev.adjoint.kernel.Kernels;
import dev.adjoint.kernel.Workers;
import dev.adjoint.random.Key;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/// What holds for every random op, and how well numbers fit a distribution.
final class DrawContract {
  private DrawContract() {}

  static Tensor key(long seed) {
    return Tensor.constant(Key.of(seed).toNDArray());
  }

  /// Keys as `i32[2,3,2]`.
  static NDArray keys(List<Key> keys) {
    int[] words =
        keys.stream().flatMapToInt(k -> IntStream.of(k.toNDArray().toIntArray())).toArray();
    return NDArray.of(words).reshape(2, 3, 2);
  }

  /// A key gives the bits that it gives by itself: interpreted, compiled, with any number of
  /// threads, alone or among other keys, mapped or not.
  static void givesTheBitsOfTheKey(
      long seed, UnaryOperator<Tensor> op, Function<Key, NDArray> eager) {
    NDArray alone = eager.apply(Key.of(seed));
    Graph one = OpContract.graph(formula(op), List.of(TensorType.i32(2)));
    assertThat(run(op.apply(key(seed)))).isEqualTo(alone);
    CoverageHook.note(Coverage.Part.COMPILED, op.apply(key(seed)));
    for (int threads : new int[] {1, 3}) {
      Kernels kernels = Kernels.best(Workers.of(threads));
      List<NDArray> input = List.of(Key.of(seed).toNDArray());
      assertThat(Compiler.compile(one, kernels).run(input)).containsExactly(alone);
    }
    List<Key> six = Key.of(seed).split(6);
    NDArray many = run(op.apply(Tensor.constant(keys(six))));
    assertThat(many.shape())
        .isEqualTo(Shape.of(ChannelGroups.sizes(new int[] {2, 3}, alone.shape().toArray())));
    for (int i = 0; i < 6; i++) {
      assertThat(part(many, i, 6).reshape(alone.shape().toArray()))
          .isEqualTo(eager.apply(six.get(i)));
    }
    Tensor y = op.apply(Tensor.constant(keys(six)));
    if (y.op() instanceof Routine routine) {
      Tensor whole =
          routine.batched(new Batch(y.inputs(), List.of(true), 2)).orElseThrow().getFirst();
      assertThat(run(whole)).isEqualTo(many);
      CoverageHook.note(Coverage.Part.VMAP, y);
    }
  }

  /// One of some equal parts, as a vector.
  static NDArray part(NDArray x, int number, int parts) {
    int each = x.count() / parts;
    Tensor flat = Tensor.constant(x.reshape(x.count()));
    return run(Slice.of(flat, 0, number * each, (number + 1) * each));
  }

  static void wantsAKey(String name, UnaryOperator<Tensor> op) {
    wantsAKey(name, op, "");
  }

  static void wantsAKey(String name, UnaryOperator<Tensor> op, String others) {
    for (TensorType type :
        List.of(TensorType.f32(2), TensorType.i32(), TensorType.i32(3), TensorType.i32(2, 1))) {
      rejects(
          () -> op.apply(variable(type)),
          "%s of %s%s: the key must be i32[…,2], as Key.toNDArray makes it"
              .formatted(name, type, others));
    }
  }

  /// The largest distance of the empirical distribution from a distribution, times √n, which is
  /// above 1.95 once in 1000 seeds (Kolmogorov and Smirnov).
  static double kolmogorovSmirnov(double[] draws, DoubleUnaryOperator distribution) {
    double[] sorted = draws.clone();
    Arrays.sort(sorted);
    int n = sorted.length;
    double most = 0;
    for (int i = 0; i < n; i++) {
      double f = distribution.applyAsDouble(sorted[i]);
      most = Math.max(most, Math.max(f - (double) i / n, (i + 1.0) / n - f));
    }
    return most * Math.sqrt(n);
  }

  /// Pearson's χ² of counts against probabilities.
  static double chiSquared(int[] counts, double[] probabilities) {
    int n = IntStream.of(counts).sum();
    return IntStream.range(0, counts.length)
        .mapToDouble(k -> Math.pow(counts[k] - n * probabilities[k], 2) / (n * probabilities[k]))
        .sum();
  }

  /// Equal probabilities.
  static double[] even(int count) {
    double[] result = new double[count];
    Arrays.fill(result, 1.0 / count);
    return result;
  }
}

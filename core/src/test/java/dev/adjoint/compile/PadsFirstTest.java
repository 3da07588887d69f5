package dev.adjoint.compile;

import static dev.adjoint.graph.Tensor.variable;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.array.NDArray;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Interpreter;
import dev.adjoint.graph.Tensor;
import dev.adjoint.kernel.Kernels;
import dev.adjoint.kernel.WithoutVectors;
import dev.adjoint.kernel.Workers;
import dev.adjoint.op.Max;
import dev.adjoint.op.Pad;
import dev.adjoint.random.Key;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AddLifecycleHook;

/// Programs of padded formulas have the interpreter's bits, whoever runs them, young or hot. Their
/// arithmetic is rounded alike everywhere.
@AddLifecycleHook(WithoutVectors.class)
class PadsFirstTest {
  /// With numbers that are not finite, and zeros of both signs.
  private static NDArray numbers(TensorType type, int seed) {
    NDArray normal = Key.of(seed).normal(type);
    double[] special = {Double.NaN, Double.POSITIVE_INFINITY, -0.0, 0, Double.NEGATIVE_INFINITY};
    double[] all = normal.toDoubleArray();
    IntStream.range(0, 40).forEach(k -> all[all.length * k / 40] = special[k % special.length]);
    all[all.length - 1] = Double.NaN;
    return NDArray.wrap(TensorType.f64(type.shape().toArray()), all).cast(type.dtype());
  }

  private static void checkBits(Function<Tensor, List<Tensor>> f, NDArray at, int loops) {
    Tensor x = variable(at.type());
    Graph graph = Graph.of(List.of(x), f.apply(x));
    List<NDArray> expected = Interpreter.run(graph, List.of(at));
    assertThat(Compiler.compile(graph, Kernels.scalar()).run(List.of(at))).isEqualTo(expected);
    for (int threads : new int[] {1, 2, 8}) {
      Program program = Compiler.compile(graph, Kernels.best(Workers.of(threads)));
      assertThat(StretchesTest.loops(program)).hasSize(loops);
      assertThat(program.run(List.of(at))).isEqualTo(expected);
      StretchesTest.loops(program).forEach(StretchesTest.AT_ONCE::warm);
      assertThat(program.run(List.of(at))).isEqualTo(expected);
    }
  }

  private static Tensor after(Tensor x, int k) {
    return Pad.of(x, zeros(x, 0), zeros(x, k));
  }

  private static Tensor before(Tensor x, int k) {
    return Pad.of(x, zeros(x, k), zeros(x, 0));
  }

  private static int[] zeros(Tensor x, int k) {
    int[] first = new int[x.shape().rank()];
    first[0] = k;
    return first;
  }

  /// What pulls the slices of a stencil back: formulas with much in common at two places.
  private static Tensor stencil(Tensor x, int k) {
    int n = x.shape().size(0);
    Tensor head = x.slice(0, 0, n - k);
    Tensor valley = x.slice(0, k, n).minus(head.squared()).times(200);
    Tensor slope = valley.times(head).times(-2).minus(head.negate().plus(1).times(2));
    return after(slope, k).plus(before(valley, k));
  }

  @Property(tries = 30, seed = "1")
  void aStencilIsOneLoop(
      @ForAll @IntRange(min = 4096, max = 20_000) int n,
      @ForAll @IntRange(min = 1, max = 250) int k,
      @ForAll boolean wide) {
    TensorType type = wide ? TensorType.f64(n) : TensorType.f32(n);
    checkBits(x -> List.of(stencil(x, k)), numbers(type, n), 1);
  }

  @Property(tries = 10, seed = "2")
  void rowsMayBeFoldedInside(
      @ForAll @IntRange(min = 600, max = 2000) int rows,
      @ForAll @IntRange(min = 1, max = 30) int k) {
    checkBits(
        x -> {
          Tensor y = stencil(x, k);
          Tensor most = Max.of(y, 1).reshape(rows, 1);
          return List.of(y.minus(most.broadcastTo(y.shape())));
        },
        numbers(TensorType.f64(rows, 8), rows),
        1);
  }

  /// A fold of all elements, beside a border, is one number and has none itself.
  @Example
  void allMayBeFoldedInside() {
    checkBits(
        x -> {
          Tensor y = stencil(x, 3);
          return List.of(y.plus(1), Max.of(y, 0));
        },
        NDArray.of(IntStream.range(0, 5000).mapToDouble(k -> 1.0 / (k + 1)).toArray()),
        1);
  }

  /// Borders at more places than tiles are cut at.
  @Property(tries = 10, seed = "3")
  void manyPads(@ForAll @IntRange(min = 4096, max = 9000) int n) {
    checkBits(
        x -> {
          Tensor sum = x;
          for (int k = 1; k < 40; k++) {
            int[] around = {k};
            sum = sum.plus(Pad.of(x.slice(0, k, n - k).times(k + 1), around, around));
          }
          return List.of(sum);
        },
        numbers(TensorType.f64(n), n),
        1);
  }

  /// A result, a formula with an op that is not cheap, and one of many ops that others need are
  /// written out.
  @Example
  void whatIsInMemoryAnywayIsRead() {
    NDArray at = numbers(TensorType.f64(5000), 4);
    checkBits(
        x -> {
          Tensor y = x.slice(0, 1, 5000).times(3);
          return List.of(y, before(y, 1).plus(x));
        },
        at,
        2);
    checkBits(x -> List.of(before(x.slice(0, 1, 5000).div(3), 1).plus(x)), at, 2);
    checkBits(x -> List.of(before(x.slice(0, 1, 5000).times(x.sum()), 1).plus(x)), at, 2);
  }

  /// Zeros are what is there before the first and after the last, not what formulas make of zeros.
  @Example
  void formulasOfZerosAreCutOff() {
    Tensor x = variable(TensorType.f64(5000));
    Tensor y = before(x.slice(0, 1, 5000).plus(7), 1).plus(1);
    Graph graph = Graph.of(List.of(x), List.of(y));
    NDArray made = Compiler.compile(graph).run(List.of(NDArray.full(x.type(), 2))).getFirst();
    assertThat(made.value(0)).isOne();
    assertThat(made.value(1)).isEqualTo(10);
  }
}

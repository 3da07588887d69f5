package dev.adjoint.compile;

import static dev.adjoint.graph.Tensor.variable;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.array.DType;
import dev.adjoint.array.NDArray;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Tensor;
import dev.adjoint.kernel.Formula;
import dev.adjoint.kernel.Kernels;
import dev.adjoint.kernel.WithoutVectors;
import dev.adjoint.kernel.Workers;
import dev.adjoint.op.Abs;
import dev.adjoint.op.Cast;
import dev.adjoint.op.Clip;
import dev.adjoint.op.Exp;
import dev.adjoint.op.Greater;
import dev.adjoint.op.Max;
import dev.adjoint.op.Maximum;
import dev.adjoint.op.Mean;
import dev.adjoint.op.Not;
import dev.adjoint.op.Relu;
import dev.adjoint.op.Sigmoid;
import dev.adjoint.op.Sin;
import dev.adjoint.op.Tanh;
import dev.adjoint.op.Where;
import dev.adjoint.random.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import net.jqwik.api.Assume;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AddLifecycleHook;

/// A program gives the same bits whether its stretches run as one or instruction by instruction.
@AddLifecycleHook(WithoutVectors.class)
class StretchesTest {
  static final WarmUp AT_ONCE = new WarmUp(_ -> true);

  static Program compile(UnaryOperator<Tensor> f, TensorType type, int threads) {
    Tensor x = variable(type);
    Graph graph = Graph.of(List.of(x), List.of(f.apply(x)));
    return Compiler.compile(graph, Kernels.best(Workers.of(threads)));
  }

  static List<Loop> loops(Program program) {
    return program.steps().stream()
        .flatMap(step -> step instanceof Loop loop ? Stream.of(loop) : Stream.of())
        .toList();
  }

  private static List<Stretch> stretches(UnaryOperator<Tensor> f) {
    Loop loop = loops(compile(f, TensorType.f32(1000), 1)).getFirst();
    return new Stretches(loop, loop.heat().loops()).find();
  }

  /// A random formula of tensors of one shape, folds of rows among them.
  private record Formulas(int seed, DType dtype) {
    Tensor apply(Tensor x) {
      var random = new Random(seed);
      var pool = new ArrayList<Tensor>();
      pool.add(x);
      for (int k = 0; k < 3 + random.nextInt(25); k++) {
        pool.add(step(random, one(pool, random), one(pool, random)));
      }
      Tensor sum = pool.getLast();
      for (int k = 0; k < random.nextInt(3); k++) {
        sum = sum.plus(one(pool, random));
      }
      return sum;
    }

    private static Tensor one(List<Tensor> pool, Random random) {
      return pool.get(Math.max(0, pool.size() - 1 - random.nextInt(4)));
    }

    private Tensor step(Random random, Tensor x, Tensor y) {
      return switch (random.nextInt(16)) {
        case 0 -> x.plus(y);
        case 1 -> x.minus(y.times(.3));
        case 2 -> x.times(y);
        case 3 -> Maximum.of(x, y);
        case 4 -> Tanh.of(x);
        case 5 -> Exp.of(x.negate());
        case 6 -> Sin.of(x);
        case 7 -> Relu.of(x);
        case 8 -> Where.of(Greater.of(x, y), y, x.times(.5));
        case 9 -> Where.of(Not.of(Greater.of(x, y)), Abs.of(x), y);
        case 10 -> Clip.of(x, -1, 1);
        case 11 -> Sigmoid.of(x).times(x);
        case 12 -> x.minus(column(Mean.of(x, 1)));
        case 13 -> x.div(column(Max.of(Abs.of(y), 1).plus(1).exp()));
        case 14 -> Cast.of(Greater.of(x, y), dtype).plus(y);
        default -> x.div(y.squared().plus(1));
      };
    }
  }

  private static Tensor column(Tensor rows) {
    return rows.reshape(rows.shape().count(), 1);
  }

  @Property(tries = 150)
  void formulasKeepTheirBits(
      @ForAll int seed,
      @ForAll boolean wide,
      @ForAll @IntRange(min = 1, max = 90) int rows,
      @ForAll @IntRange(min = 1, max = 90) int columns,
      @ForAll @IntRange(min = 1, max = 3) int threads) {
    DType dtype = wide ? DType.FLOAT64 : DType.FLOAT32;
    var type = TensorType.of(dtype, rows * 5, columns);
    Program program = compile(new Formulas(seed, dtype)::apply, type, threads);
    NDArray x = Key.of(seed).normal(type);
    NDArray before = program.run(List.of(x)).getFirst();
    loops(program).forEach(AT_ONCE::warm);
    assertThat(program.run(List.of(x)).getFirst()).isEqualTo(before);
  }

  /// The functions of a formula's terms.
  private static List<String> terms(Stretch stretch) {
    return stretch.formula().terms().stream().map(t -> t.function().name().toString()).toList();
  }

  @Example
  void aStretchIsWhatFollowsEachOther() {
    List<Stretch> found = stretches(x -> Tanh.of(x.plus(1)).times(x));
    assertThat(found).hasSize(1);
    assertThat(terms(found.getFirst())).containsExactly("ADD", "TANH", "MUL");
    assertThat(found.getFirst().formula().inputs()).hasSize(2);
    assertThat(found.getFirst().formula().outputs()).containsExactly(4);
  }

  @Example
  void sinesBranch() {
    assertThat(stretches(x -> Sin.of(x.plus(1).times(x)).times(x).plus(x)))
        .extracting(StretchesTest::terms)
        .containsExactly(List.of("ADD", "MUL"), List.of("MUL", "ADD"));
  }

  @Example
  void oneInstructionIsNone() {
    assertThat(stretches(x -> Sin.of(x.plus(1)))).isEmpty();
  }

  @Example
  void whatIsFoldedIsWritten() {
    List<Stretch> found = stretches(x -> x.plus(1).times(x).sum());
    assertThat(found).hasSize(1);
    assertThat(found.getFirst().formula().outputs()).hasSize(1);
  }

  @Example
  void numbersAreUniform() {
    List<Stretch> found = stretches(x -> x.plus(2).times(x));
    assertThat(found.getFirst().formula().inputs())
        .extracting(Formula.Input::isUniform)
        .containsExactly(false, true);
  }

  @Example
  void longCodeIsCut() {
    List<Stretch> found =
        stretches(x -> {
          Tensor y = x;
          for (int k = 0; k < 20; k++) {
            y = Tanh.of(y.times(x));
          }
          return y;
        });
    assertThat(found.size()).isGreaterThan(1);
    assertThat(found.stream().mapToInt(s -> s.end() - s.first()).sum()).isGreaterThan(38);
  }

  @Example
  void valuesOfRowsAreTooFew() {
    UnaryOperator<Tensor> f = x -> x.div(column(Mean.of(x, 1).plus(1).exp().times(3)));
    Loop loop = loops(compile(f, TensorType.f32(20, 784), 1)).getFirst();
    assertThat(loop.code()).anyMatch(i -> i.per() == 784);
    assertThat(new Stretches(loop, loop.heat().loops()).find()).isEmpty();
  }

  private static NDArray over(Program program, NDArray x) {
    NDArray copy =
        x.type().dtype() == DType.FLOAT64
            ? NDArray.of(x.toDoubleArray())
            : NDArray.of(x.toFloatArray());
    Run run = program.open();
    run.argument(0, copy.storage(), 0);
    run.result(0, copy.storage(), 0);
    run.run();
    return copy;
  }

  @Property(tries = 100)
  void writtenOverItsArgumentItKeepsItsBits(@ForAll int seed, @ForAll boolean wide) {
    var type = TensorType.of(wide ? DType.FLOAT64 : DType.FLOAT32, 50, 40);
    Program program = compile(new Formulas(seed, type.dtype())::apply, type, 2);
    Assume.that(program.overwrites(0, 0));
    NDArray x = Key.of(seed).normal(type);
    NDArray before = over(program, x);
    loops(program).forEach(AT_ONCE::warm);
    assertThat(over(program, x)).isEqualTo(before);
    assertThat(program.run(List.of(x)).getFirst().toDoubleArray())
        .isEqualTo(before.toDoubleArray());
  }
}

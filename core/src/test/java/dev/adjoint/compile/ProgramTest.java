package dev.adjoint.compile;

import static dev.adjoint.compile.Agreement.agree;
import static dev.adjoint.compile.Agreement.normal;
import static dev.adjoint.compile.Agreement.whole;
import static dev.adjoint.graph.Tensor.variable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.adjoint.Adjoint;
import dev.adjoint.array.NDArray;
import dev.adjoint.array.TensorType;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Tensor;
import dev.adjoint.op.LogSoftmax;
import dev.adjoint.op.LogSumExp;
import dev.adjoint.op.Pad;
import dev.adjoint.op.Sigmoid;
import dev.adjoint.op.Sin;
import dev.adjoint.op.Softmax;
import dev.adjoint.op.Transpose;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/// What programs are like: what is fused, where memory is shared, how they print; and that they
/// compute what the interpreter does where loops meet the borders of tiles.
final class ProgramTest {
  static Program program(UnaryOperator<Tensor> f, TensorType type) {
    Tensor x = variable(type);
    return Compiler.compile(Graph.of(List.of(x), List.of(f.apply(x))));
  }

  @Test
  void aChainOfElementwiseOpsIsOneLoop() {
    Program p = program(x -> x.times(2).plus(1).exp().log().squared(), TensorType.f64(100));
    assertThat(p.size()).isEqualTo(1);
    assertThat(p.arenaBytes()).isZero();
  }

  @Test
  void aReductionEndsTheLoopThatFeedsIt() {
    Program p = program(x -> x.squared().sum(), TensorType.f64(100));
    assertThat(p.size()).isEqualTo(1);
  }

  @Test
  void aSoftmaxIsOneLoopThatReadsItsRowsOnce() {
    Program p = program(Softmax::of, TensorType.f64(5, 100));
    assertThat(p.size()).isEqualTo(1);
    assertThat(p.arenaBytes()).isZero();
  }

  @Test
  void aNormalisationOfRowsAndItsGradientAreOneLoop() {
    Function<Tensor, Tensor> loss = x -> normalised(x).squared().times(x.exp()).sum();
    Tensor x = variable(TensorType.f64(50, 300));
    Tensor gradient = Adjoint.grad(loss).apply(x);
    Program p = Compiler.compile(Graph.of(List.of(x), List.of(loss.apply(x), gradient)));
    assertThat(p.size()).isEqualTo(1);
  }

  private static Tensor normalised(Tensor x) {
    Tensor centred = x.minus(x.mean(1).reshape(-1, 1));
    return centred.div(centred.squared().mean(1).reshape(-1, 1).plus(1e-5).sqrt());
  }

  @Test
  void aSharedValueIsComputedOnce() {
    Program p = program(x -> x.exp().plus(x.exp()), TensorType.f64(3));
    assertThat(p.toString()).containsOnlyOnce("Exp");
  }

  @Test
  void aTransposeIsFoldedIntoTheMatrixProduct() {
    Program p = program(x -> x.transpose().matmul(x), TensorType.f64(5, 3));
    assertThat(p.size()).isEqualTo(1);
    assertThat(p.toString()).contains("MatMul a0[3,5]@0[1,3] a0");
  }

  @Test
  void whatOnlyTheBackwardPassNeedsIsComputedThere() {
    Function<Tensor, Tensor> f = x -> Sigmoid.of(x.matmul(x)).matmul(x).sum();
    Tensor x = variable(TensorType.f64(4, 4));
    String text = Adjoint.program(Adjoint.grad(f), x);
    // 1 − y stands in the loop that multiplies it with the cotangent, after the second product
    assertThat(text.indexOf("Sub 1.0")).isGreaterThan(text.lastIndexOf("Sigmoid"));
    assertThat(text).containsPattern("(?s)Sub 1\\.0 t\\d+\\n +r\\d = Mul t\\d+ r\\d\\n");
  }

  @Test
  void aProgramPrintsALineForEachOp() {
    Program p =
        program(x -> Sigmoid.of(x.matmul(x).plus(x.sum(0))).times(0.5), TensorType.f64(3, 3));
    assertThat(p.toString().lines().limit(9))
        .containsExactly(
            "program (a0: f64[3,3]) {",
            "   1  t1: f64[3,3] = MatMul a0 a0",
            "   2  loop over [3,3]",
            "        t2: f64[3] = Sum[axes=[0]] a0",
            "   3  loop over [3,3]",
            "        r1 = Add t1 t2[3,3]@0[0,1]",
            "        r1 = Sigmoid r1",
            "        t4: f64[3,3] = Mul r1 0.5",
            "      return t4");
    assertThat(p.toString()).contains("3 steps; ").contains("arena ").contains("alive");
  }

  @Test
  void temporariesThatDoNotMeetShareMemory() {
    Program p =
        program(
            x -> {
              Tensor y = x;
              for (int i = 0; i < 20; i++) {
                y = y.matmul(x);
              }
              return y;
            },
            TensorType.f64(16, 16));
    assertThat(p.size()).isEqualTo(20);
    assertThat(p.arenaBytes()).isEqualTo(2 * 16 * 16 * 8).isEqualTo(p.liveBytes());
  }

  /// Of whole numbers, so that sums are exact in any order, however much cancels.
  @Property(tries = 150, seed = "1")
  void loopsAgreeAcrossTheBordersOfTiles(
      @ForAll @IntRange(min = 1, max = 40) int rows,
      @ForAll @IntRange(min = 1, max = 1500) int columns) {
    agree(
        x -> {
          Tensor row = x.sum(0);
          Tensor column = x.sum(1).reshape(-1, 1);
          Tensor y = x.minus(row).times(column).plus(0.5).times(x);
          return List.of(y, y.sum(), y.max(0), y.min(1), y.sum(0).plus(row), Sigmoid.of(y).sum(1));
        },
        whole(rows * 7 + columns, rows, columns));
  }

  @Property(tries = 60, seed = "5")
  void zerosAroundElementsAreReadInPlace(
      @ForAll @IntRange(min = 1, max = 3000) int rows,
      @ForAll @IntRange(min = 1, max = 3) int columns,
      @ForAll @IntRange(min = 0, max = 2000) int low,
      @ForAll @IntRange(min = 0, max = 2000) int high) {
    agree(
        x -> {
          Tensor y = Pad.of(x.times(2), new int[] {low, 0}, new int[] {high, 0});
          Tensor tail = Pad.of(x.slice(0, rows / 2, rows), new int[] {low, 0}, new int[] {high, 1});
          return List.of(y.plus(1).squared(), y.exp().sum(0), tail.plus(3), y.sum(1).plus(1));
        },
        normal(low, rows, columns));
  }

  @Test
  void theGradientOfSlicesWritesNoZeros() {
    Function<Tensor, Tensor> f = x -> x.slice(0, 0, 99).times(x.slice(0, 1, 100).squared()).sum();
    assertThat(Adjoint.program(Adjoint.grad(f), variable(TensorType.f64(100))))
        .doesNotContain("Pad")
        .contains("2 steps");
  }

  @Property(tries = 60, seed = "4")
  void rowsThatAreFoldedAndReadAgainAgree(
      @ForAll @IntRange(min = 1, max = 300) int rows,
      @ForAll @IntRange(min = 1, max = 9000) int columns) {
    int few = Math.min(rows, 200_000 / columns);
    Function<Tensor, Tensor> loss = x -> normalised(x).times(LogSoftmax.of(x)).sum(1).mean();
    agree(
        x -> {
          Tensor perRow = LogSumExp.of(x).times(x.mean(1)).plus(x.slice(1, 0, 1).reshape(-1));
          Tensor mixed = Softmax.of(x).plus(perRow.reshape(-1, 1)).times(x.mean(0));
          return List.of(mixed, perRow, perRow.mean(), x.max(1), Adjoint.grad(loss).apply(x));
        },
        normal(rows * 7 + columns, few, columns));
  }

  @Property(tries = 100, seed = "2")
  void foldsAgreeOverEveryChoiceOfAxes(
      @ForAll @IntRange(min = 1, max = 15) int axes,
      @ForAll @IntRange(min = 1, max = 9) int a,
      @ForAll @IntRange(min = 1, max = 9) int b,
      @ForAll @IntRange(min = 1, max = 9) int c,
      @ForAll @IntRange(min = 1, max = 9) int d) {
    int[] folded = IntStream.range(0, 4).filter(k -> (axes >> k & 1) == 1).toArray();
    agree(
        x -> List.of(Sin.of(x).sum(folded), x.max(folded), x.transpose().min(folded)),
        normal(axes, a, b, c, d));
  }

  @Test
  void foldsOfIntsWrapAndAgree() {
    int[] values = new int[3 * 2500];
    java.util.Arrays.setAll(values, i -> i * 1_000_003 - 7);
    NDArray x = NDArray.of(values).reshape(3, 2500);
    agree(
        t -> List.of(t.sum(), t.sum(0), t.sum(1), t.max(), t.max(0), t.max(1), t.min(0), t.min(1)),
        x);
  }

  @Test
  void viewsThatStridesCannotSayAreCopied() {
    agree(
        x -> List.of(x.transpose().reshape(-1), x.transpose(), Transpose.of(x).reshape(2, 6).exp()),
        normal(1, 3, 4));
    Program p = program(x -> x.transpose().reshape(12), TensorType.f64(3, 4));
    assertThat(p.toString()).contains("Copy a0[4,3]@0[1,4]");
  }

  @Test
  void argumentsConstantsAndViewsOfThemCanBeResults() {
    agree(
        x ->
            List.of(
                x,
                x.reshape(6),
                x.slice(1, 1, 3),
                x.slice(0, 1, 2),
                Tensor.zeros(TensorType.f64(2, 2)),
                Tensor.vector(1, 2, 3),
                x),
        normal(3, 2, 3));
  }

  @Test
  void emptyTensorsRun() {
    agree(x -> List.of(x.exp(), x.sum(0), x.sum(), x.matmul(x.transpose())), normal(1, 0, 3));
    agree(x -> List.of(x.exp(), x.sum(1), x.matmul(x.transpose())), normal(1, 3, 0));
    agree(x -> List.of(x.times(2), x.plus(1).sum(1)), normal(1, 3, 0));
  }

  @Test
  void argumentsOfOtherTypesAreRefused() {
    Program p = program(x -> x.exp(), TensorType.f64(4));
    assertThatThrownBy(() -> p.run(List.of(NDArray.of(1f, 2f))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a program of inputs [f64[4]] was given [f32[2]]");
  }
}

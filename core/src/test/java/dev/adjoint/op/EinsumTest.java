package dev.adjoint.op;

import static dev.adjoint.op.BatchContract.batches;
import static dev.adjoint.op.OpContract.applied;
import static dev.adjoint.op.OpContract.formula;
import static dev.adjoint.op.OpContract.naive;
import static dev.adjoint.op.OpContract.near;
import static dev.adjoint.op.OpContract.positions;
import static dev.adjoint.op.OpContract.rejects;
import static dev.adjoint.op.OpContract.run;
import static dev.adjoint.op.OpContract.variable;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.array.DType;
import dev.adjoint.array.NDArray;
import dev.adjoint.array.Shape;
import dev.adjoint.array.TensorType;
import dev.adjoint.check.Numbers;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

final class EinsumTest {
  private static final String LABELS = "abcd";
  private static final int[] SIZES = {2, 3, 1, 2};

  /// A formula of random letters, and operands for it.
  record Sum(List<String> inputs, String output, long seed) {
    String formula() {
      return String.join(",", inputs) + "->" + output;
    }

    NDArray[] operands(DType dtype) {
      return inputs.stream()
          .map(labels ->
              Numbers.smooth()
                  .array(new TensorType(dtype, shape(labels)), seed + labels.hashCode()))
          .toArray(NDArray[]::new);
    }
  }

  private static Shape shape(String labels) {
    return Shape.of(labels.chars().map(c -> SIZES[LABELS.indexOf(c)]).toArray());
  }

  @Provide
  Arbitrary<Sum> sums() {
    return Arbitraries.randomValue(random -> {
      List<String> inputs =
          IntStream.range(0, 1 + random.nextInt(3))
              .mapToObj(_ -> letters(random, random.nextInt(4)))
              .toList();
      List<String> known =
          new ArrayList<>(List.of(String.join("", inputs).split("")).stream().distinct().toList());
      Collections.shuffle(known, random);
      String output = String.join("", known.subList(0, random.nextInt(known.size() + 1)));
      return new Sum(inputs, output, random.nextLong());
    });
  }

  private static String letters(Random random, int count) {
    return IntStream.range(0, count)
        .mapToObj(_ -> LABELS.substring(random.nextInt(4)).substring(0, 1))
        .collect(Collectors.joining());
  }

  @Property(tries = 150, seed = "240")
  void sumsOfProductsOverAllIndices(@ForAll("sums") Sum sum) {
    OpContract.Formula f = xs -> Einsum.of(sum.formula(), xs.toArray(Tensor[]::new));
    for (DType dtype : List.of(DType.FLOAT64, DType.INT32)) {
      NDArray[] xs = sum.operands(dtype);
      near(
          run(f.apply(Stream.of(xs).map(Tensor::constant).toList())),
          naive(dtype, shape(sum.output()), at -> value(sum, xs, at)),
          1e-13);
    }
    NDArray[] xs = sum.operands(DType.FLOAT64);
    OpContract.gradients(f, List.of(xs));
    OpContract.compiles(f, List.of(xs));
    batches(f, xs);
  }

  /// Over all values of all letters, those where the letters of the output have theirs.
  private static double value(Sum sum, NDArray[] xs, int[] at) {
    String used =
        LABELS
            .chars()
            .filter(c -> String.join("", sum.inputs()).indexOf(c) >= 0)
            .mapToObj(Character::toString)
            .collect(Collectors.joining());
    return positions(shape(used))
        .filter(p ->
            IntStream.range(0, at.length)
                .allMatch(k -> p[used.indexOf(sum.output().charAt(k))] == at[k]))
        .mapToDouble(p ->
            IntStream.range(0, xs.length)
                .mapToDouble(k ->
                    xs[k].at(sum.inputs().get(k).chars().map(c -> p[used.indexOf(c)]).toArray()))
                .reduce(1, (a, b) -> a * b))
        .sum();
  }

  @Example
  void implicitOutputsAreAlphabetical() {
    Tensor x = variable(TensorType.f64(2, 3));
    Tensor y = variable(TensorType.f64(3, 4));
    assertThat(Einsum.of("ij,jk", x, y).op()).isEqualTo(new Einsum("ij,jk->ik"));
    assertThat(Einsum.of("ba", x).shape()).isEqualTo(Shape.of(3, 2));
    assertThat(Einsum.of("ii", variable(TensorType.f64(3, 3))).shape()).isEqualTo(Shape.SCALAR);
    assertThat(Einsum.of(" i j , j k -> k i ", x, y).shape()).isEqualTo(Shape.of(4, 2));
  }

  @Example
  void anEllipsisBroadcasts() {
    NDArray a = Numbers.smooth().array(TensorType.f64(5, 1, 2, 3), 1);
    NDArray b = Numbers.smooth().array(TensorType.f64(4, 3, 2), 2);
    OpContract.Formula einsum = formula((x, y) -> Einsum.of("...ij,...jk->...ik", x, y));
    assertThat(run(einsum.apply(List.of(Tensor.constant(a), Tensor.constant(b)))))
        .isEqualTo(run(MatMul.of(Tensor.constant(a), Tensor.constant(b))));
    OpContract.holds(einsum, a, b);
    batches(einsum, a, b);
    Tensor x = Tensor.constant(b);
    assertThat(Einsum.of("...i", x).shape()).isEqualTo(Shape.of(4, 3, 2));
    assertThat(Einsum.of("i...->...", x).shape()).isEqualTo(Shape.of(3, 2));
    assertThat(Einsum.of("i...,...", x, variable(TensorType.f64(1, 2))).shape())
        .isEqualTo(Shape.of(3, 2, 4));
  }

  @Example
  void productsAreMatrixProducts() {
    Tensor a = variable(TensorType.f32(2, 3));
    Tensor b = variable(TensorType.f32(3, 4));
    var op = new Einsum("ij,jk->ik");
    assertThat(Graph.of(List.of(a, b), List.of(op.expand(List.of(a, b)))).toString())
        .isEqualTo(
            """
            (%0: f32[2,3], %1: f32[3,4]) {
              %2: f32[2,4] = MatMul %0 %1
              return %2
            }\
            """);
    assertThat(op.batched()).contains(new Einsum("aij,ajk->aik"));
  }

  @Example
  void theSmallestProductComesFirst() {
    Tensor a = variable(TensorType.f32(100, 2));
    Tensor b = variable(TensorType.f32(2, 100));
    Tensor c = variable(TensorType.f32(100, 1));
    Tensor y = new Einsum("ij,jk,kl->il").expand(List.of(a, b, c));
    assertThat(Graph.of(List.of(a, b, c), List.of(y)).toString())
        .contains("f32[2,1] = MatMul")
        .doesNotContain("f32[100,100]");
  }

  @Example
  void otherFormulasAreErrors() {
    Tensor x = variable(TensorType.f64(2, 3));
    Tensor y = variable(TensorType.f64(4, 5));
    rejects(
        () -> Einsum.of("ij,jk->ik", x, y),
        "einsum of f64[2,3] and f64[4,5]: index j of ij,jk->ik is 3 in operand 0 and 4 in operand 1");
    rejects(
        () -> Einsum.of("ij,jk->ik", x),
        "einsum of f64[2,3]: ij,jk->ik has 2 operands, but got 1; write one term for each, with commas between");
    rejects(
        () -> Einsum.of("ijk->ik", x),
        "einsum of f64[2,3]: ijk names 3 axes, but operand 0 has rank 2; write a letter for each axis, or ... for the others");
    rejects(
        () -> Einsum.of("i1->i", x),
        "einsum of f64[2,3]: operand 0 is written i1; write a letter for each axis, and ... once for any others");
    rejects(
        () -> Einsum.of("ij->k", x),
        "einsum of f64[2,3]: index k of the output is in no operand; every letter after -> stands before it too");
    rejects(
        () -> Einsum.of("ij->ii", x),
        "einsum of f64[2,3]: index i is twice in the output; write it once");
    rejects(
        () -> Einsum.of("i...->i", x),
        "einsum of f64[2,3]: the operands have axes under ..., so the output must have ... too; sum over named axes");
    rejects(
        applied(new Einsum("ij"), x.type()),
        "einsum of f64[2,3]: ij is not written out; use Einsum.of");
    rejects(
        () -> Einsum.of("ij,ij", x, variable(TensorType.f32(2, 3))),
        "einsum of f64[2,3] and f32[2,3]: dtypes differ; convert one with Cast.of(x, dtype)");
    rejects(
        () -> Einsum.of("i->", variable(TensorType.bool(2))),
        "einsum of bool[2]: wants f32 or f64 or i32; convert with Cast.of(x, dtype)");
  }
}

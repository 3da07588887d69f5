package dev.adjoint.op;

import static dev.adjoint.op.BatchContract.batches;
import static dev.adjoint.op.OpContract.compiles;
import static dev.adjoint.op.OpContract.formula;
import static dev.adjoint.op.OpContract.naive;
import static dev.adjoint.op.OpContract.rejects;
import static dev.adjoint.op.OpContract.run;
import static dev.adjoint.op.OpContract.variable;
import static org.assertj.core.api.Assertions.assertThat;

import dev.adjoint.array.DType;
import dev.adjoint.array.NDArray;
import dev.adjoint.array.Shape;
import dev.adjoint.array.TensorType;
import dev.adjoint.check.Numbers;
import dev.adjoint.check.Shapes;
import dev.adjoint.graph.Graph;
import dev.adjoint.graph.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

final class OneHotTest {
  @Property(tries = 150, seed = "27")
  void oneStandsWhereTheIndexIs(@ForAll("shapes") Shape shape, @ForAll long seed) {
    int depth = new Random(seed).nextInt(5);
    NDArray indices = Numbers.between(-1, 5).array(new TensorType(DType.INT32, shape), seed);
    for (DType dtype : List.of(DType.FLOAT32, DType.FLOAT64)) {
      Shape target = TypeRule.insert(shape, shape.rank(), depth);
      assertThat(run(OneHot.of(Tensor.constant(indices), depth, dtype)))
          .isEqualTo(
              naive(
                  dtype,
                  target,
                  at -> indices.at(Arrays.copyOf(at, shape.rank())) == at[shape.rank()] ? 1 : 0));
      compiles(formula(x -> OneHot.of(x, depth, dtype)), List.of(indices));
      batches(new OneHot(depth, dtype), indices);
    }
  }

  @Provide
  Arbitrary<Shape> shapes() {
    return Arbitraries.oneOf(Shapes.ofRank(0, 3), Shapes.withEmpty());
  }

  @Example
  void listing() {
    OpContract.Formula three = formula(x -> OneHot.of(x, 3, DType.FLOAT32));
    assertThat(OpContract.listing(three, TensorType.i32(2)))
        .isEqualTo("%1: f32[2,3] = OneHot[depth=3, dtype=f32] %0");
    Tensor x = variable(TensorType.i32(2));
    assertThat(
            Graph.of(List.of(x), List.of(new OneHot(3, DType.FLOAT32).expand(List.of(x))))
                .toString())
        .isEqualTo(
            """
            (%0: i32[2]) {
              %1: i32[2,1] = Reshape[shape=[2,1]] %0
              %2: i32[2,3] = BroadcastTo[shape=[2,3]] %1
              %3: i32[3] = Constant
              %4: i32[2,3] = BroadcastTo[shape=[2,3]] %3
              %5: bool[2,3] = Equal %2 %4
              %6: f32[2,3] = Cast[dtype=f32] %5
              return %6
            }\
            """);
  }

  @Example
  void otherTypesAreErrors() {
    Tensor x = variable(TensorType.i32(2));
    rejects(
        () -> OneHot.of(variable(TensorType.f32(2)), 3, DType.FLOAT32),
        "onehot of f32[2]: indices must be i32; convert with Cast.of(indices, INT32)");
    rejects(() -> OneHot.of(x, 3, DType.BOOL), "onehot of i32[2]: makes f32 or f64, not bool");
    rejects(() -> OneHot.of(x, -1, DType.FLOAT32), "onehot of i32[2]: depth -1 is negative");
  }
}

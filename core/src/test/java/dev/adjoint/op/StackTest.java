package dev.adjoint.op;

import static dev.adjoint.op.BatchContract.batches;
import static dev.adjoint.op.OpContract.applied;
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

final class StackTest {
  @Property(tries = 150, seed = "23")
  void eachHasAPlace(@ForAll("shapes") Shape shape, @ForAll long seed) {
    var random = new Random(seed);
    int count = random.nextInt(1, 4);
    int axis = random.nextInt(shape.rank() + 1);
    int asked = random.nextBoolean() ? axis : axis - shape.rank() - 1;
    for (DType dtype : DType.values()) {
      List<NDArray> xs = arrays(new TensorType(dtype, shape), Numbers.special(), count, seed);
      Shape target = TypeRule.insert(shape, axis, count);
      assertThat(run(Stack.of(asked, xs.stream().map(Tensor::constant).toList())))
          .isEqualTo(naive(dtype, target, at -> xs.get(at[axis]).at(without(at, axis))));
      OpContract.compilesClosely(ys -> Stack.of(asked, ys), xs.toArray(NDArray[]::new));
    }
    NDArray[] xs =
        arrays(new TensorType(DType.FLOAT64, shape), Numbers.smooth(), count, seed)
            .toArray(NDArray[]::new);
    OpContract.holds(ys -> Stack.of(asked, ys), xs);
    batches(new Stack(axis), xs);
  }

  private static List<NDArray> arrays(TensorType type, Numbers numbers, int count, long seed) {
    return IntStream.range(0, count).mapToObj(k -> numbers.array(type, seed + k)).toList();
  }

  private static int[] without(int[] at, int axis) {
    return IntStream.range(0, at.length).filter(k -> k != axis).map(k -> at[k]).toArray();
  }

  @Provide
  Arbitrary<Shape> shapes() {
    return Arbitraries.oneOf(Shapes.ofRank(0, 3), Shapes.withEmpty());
  }

  @Example
  void listing() {
    assertThat(
            OpContract.listing(
                formula((a, b) -> Stack.of(-1, a, b)), TensorType.f32(2), TensorType.f32(2)))
        .isEqualTo("%2: f32[2,2] = Stack[axis=1] %0 %1");
  }

  @Example
  void otherTypesAreErrors() {
    Tensor x = variable(TensorType.f64(2));
    rejects(
        () -> Stack.of(0, x, variable(TensorType.f64(3))),
        "stack of f64[2] and f64[3]: types differ; all must be the same");
    rejects(() -> Stack.of(2, x), "stack of f64[2]: the new axis 2 must be 0 to 1");
    rejects(() -> Stack.of(-3, x), "stack of f64[2]: the new axis -1 must be 0 to 1");
    rejects(() -> Stack.of(0), "stack of nothing: wants at least one tensor");
    rejects(applied(new Stack(0)), "stack: wants at least one input");
  }
}

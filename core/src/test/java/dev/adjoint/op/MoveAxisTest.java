package dev.adjoint.op;

import static dev.adjoint.op.OpContract.formula;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

final class MoveAxisTest {
  @Property(tries = 100, seed = "216")
  void theOthersKeepTheirOrder(@ForAll("shapes") Shape shape, @ForAll long seed) {
    var random = new Random(seed);
    int from = random.nextInt(shape.rank());
    int to = random.nextInt(shape.rank());
    List<Integer> order =
        new ArrayList<>(IntStream.range(0, shape.rank()).filter(k -> k != from).boxed().toList());
    order.add(to, from);
    NDArray x = Numbers.smooth().array(new TensorType(DType.FLOAT64, shape), seed);
    OpContract.Formula f = formula(v -> MoveAxis.of(v, from, to - shape.rank()));
    assertThat(run(f.apply(List.of(Tensor.constant(x)))))
        .isEqualTo(run(Tensor.constant(x).transpose(order.stream().mapToInt(k -> k).toArray())));
    OpContract.holds(f, x);
  }

  @Provide
  Arbitrary<Shape> shapes() {
    return Shapes.ofRank(1, 4);
  }

  @Example
  void shapesAndErrors() {
    Tensor x = variable(TensorType.f64(2, 3, 4));
    assertThat(MoveAxis.of(x, 0, -1).shape()).isEqualTo(Shape.of(3, 4, 2));
    assertThat(MoveAxis.of(x, 1, 1)).isSameAs(x);
    rejects(
        () -> MoveAxis.of(x, 3, 0),
        "moveaxis of f64[2,3,4]: axis 3 does not exist in shape [2,3,4] of rank 3");
  }
}
